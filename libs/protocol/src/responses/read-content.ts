import type { JsonObject } from '@codegate/kernel';

import { readObjects, readString } from '../json/fields.js';
import type { Part, TextPart } from '../model.js';
import { readCache, toFilePart, toImagePart } from '../openai/content.js';

/** The `content` of a message item, or the `output` of a call: text, or a list of parts. */
export function readContent(content: unknown): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return readObjects(content).flatMap(readContentPart);
}

/** `instructions`: a text; a stored prompt's may be a list of items. */
export function readInstructions(instructions: unknown): TextPart[] {
  const parts =
    typeof instructions === 'string'
      ? readContent(instructions)
      : readObjects(instructions).flatMap((item) => readContent(item.content));
  return parts.filter((part) => part.type === 'text');
}

function readContentPart(raw: JsonObject): Part[] {
  switch (raw.type) {
    case 'input_text':
    case 'output_text':
    case 'text': {
      const text = readString(raw.text) ?? '';
      return text === '' ? [] : [{ type: 'text', text, ...readCache(raw) }];
    }
    case 'refusal':
      return [{ type: 'refusal', text: readString(raw.refusal) ?? '' }];
    case 'input_image':
      return [{ ...readImage(raw), ...readCache(raw) }];
    case 'input_file':
      return [{ ...toFilePart(raw), ...readCache(raw) }];
    default:
      return [{ type: 'opaque', dialect: 'responses', raw }];
  }
}

function readImage(raw: JsonObject): Part {
  const detail = readString(raw.detail);
  const url = readString(raw.image_url);
  if (url !== undefined) return toImagePart(url, detail);
  const fileId = readString(raw.file_id);
  if (fileId === undefined) return { type: 'opaque', dialect: 'responses', raw };
  return { type: 'image', fileId, ...(detail === undefined ? {} : { detail }) };
}

/** The texts of a reasoning item: its summary, or the reasoning itself where a server shows it. */
export function readReasoningText(item: JsonObject): string {
  const summary = readObjects(item.summary).map((part) => readString(part.text) ?? '');
  if (summary.length > 0) return summary.join('\n\n');
  return readObjects(item.content)
    .map((part) => readString(part.text) ?? '')
    .join('');
}
