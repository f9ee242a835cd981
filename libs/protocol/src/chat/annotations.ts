import type { JsonObject } from '@codegate/kernel';

import type { Citation } from '../model.js';

/** OpenAI's annotation of a message; its place is where the words were written last. */
export function toAnnotation({ url, title, text: cited }: Citation, text: string): JsonObject {
  const found = cited === '' ? -1 : text.lastIndexOf(cited);
  const start_index = found === -1 ? text.length : found;
  const end_index = found === -1 ? text.length : found + cited.length;
  return {
    type: 'url_citation',
    url_citation: { start_index, end_index, url, title: title ?? url },
  };
}
