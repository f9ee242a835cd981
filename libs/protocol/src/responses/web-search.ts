import type { JsonObject } from '@codegate/kernel';

import { readObject, readObjects, readString, readStrings } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { Citation, WebSearch, WebSource } from '../model.js';
import { readDomains, readLocation, withoutScheme } from '../tools/web-search-options.js';
import type { WebSearchFormat } from '../wire-format.js';

/** https://platform.openai.com/docs/guides/tools-web-search */
export const webSearch: WebSearchFormat = {
  isTool: (type) => type.startsWith('web_search'),
  read: (tool) => {
    const filters = readObject(tool.filters);
    return omitUndefined({
      allowedDomains: readDomains(filters?.allowed_domains),
      blockedDomains: readDomains(filters?.blocked_domains),
      location: readLocation(tool.user_location),
      contextSize: readString(tool.search_context_size),
    });
  },
  write({ allowedDomains, blockedDomains, location, contextSize }) {
    const filters = allowedDomains && { allowed_domains: withoutScheme(allowedDomains) };
    const fields = { filters, user_location: location, search_context_size: contextSize };
    return {
      tool: { type: 'web_search', ...omitUndefined(fields) },
      lost: blockedDomains ? ['blockedDomains'] : [],
    };
  },
};

/** Asks for the pages a search found; without it only those the text cites are told. */
export const includeSources = 'web_search_call.action.sources';

/** A search out of its item. A page that was opened counts as one, too. */
export function readSearch(item: JsonObject): WebSearch {
  const action = readObject(item.action) ?? {};
  const queries = [readString(action.query), ...readStrings(action.queries)];
  const page = readString(action.url);
  return {
    id: readString(item.id) ?? '',
    query: queries.find((query) => query !== undefined && query !== '') ?? page ?? '',
    sources: [
      ...readObjects(action.sources).flatMap(readSource),
      ...(page === undefined ? [] : [{ url: page }]),
    ],
    ...(item.status === 'failed' ? { failed: true } : {}),
    origin: { dialect: 'responses', raw: [item] },
  };
}

function readSource(raw: JsonObject): WebSource[] {
  const url = readString(raw.url);
  return url === undefined ? [] : [{ url, ...omitUndefined({ title: readString(raw.title) }) }];
}

/** The item of a search of another provider. */
export function writeSearch(search: WebSearch, id: string): JsonObject {
  const sources = search.sources.map(({ url }) => ({ type: 'url', url }));
  return {
    id,
    type: 'web_search_call',
    status: search.failed ? 'failed' : 'completed',
    action: { type: 'search', query: search.query, queries: [search.query], sources },
  };
}

/** `url_citation` of a text; offsets are in characters of it. */
export function readCitation(annotation: JsonObject, text: string): Citation | undefined {
  const url = readString(annotation.url);
  if (annotation.type !== 'url_citation' || url === undefined) return undefined;
  const { start_index: start, end_index: end } = annotation;
  const isPlaced = typeof start === 'number' && typeof end === 'number';
  return {
    url,
    ...omitUndefined({ title: readString(annotation.title) }),
    text: isPlaced ? text.slice(start, end) : '',
  };
}

/** The citation's place in the text is where its words were written last. */
export function writeCitation({ url, title, text: cited }: Citation, text: string): JsonObject {
  const found = cited === '' ? -1 : text.lastIndexOf(cited);
  const start = found === -1 ? text.length : found;
  const end = found === -1 ? text.length : found + cited.length;
  return { type: 'url_citation', start_index: start, end_index: end, url, title: title ?? url };
}
