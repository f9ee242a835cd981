import type { JsonObject } from '@codegate/kernel';

import { readObject, readObjects, readString } from '../json/fields.js';
import type { Part } from '../model.js';
import { readCache, toFilePart, toImagePart } from '../openai/content.js';

/** The `content` of a chat message: text, or a list of content parts. */
export function readContent(content: unknown): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return readObjects(content).flatMap(readContentPart);
}

function readContentPart(raw: JsonObject): Part[] {
  switch (raw.type) {
    case 'text':
    case 'input_text':
    case 'output_text': {
      const text = readString(raw.text) ?? '';
      return text === '' ? [] : [{ type: 'text', text, ...readCache(raw) }];
    }
    case 'refusal':
      return [{ type: 'refusal', text: readString(raw.refusal) ?? '' }];
    case 'image_url':
      return [readImage(raw)];
    case 'file':
      return [readFile(raw)];
    default:
      return [{ type: 'opaque', dialect: 'chat', raw }];
  }
}

function readImage(raw: JsonObject): Part {
  const image = readObject(raw.image_url);
  const url = readString(raw.image_url) ?? readString(image?.url);
  if (url === undefined) return { type: 'opaque', dialect: 'chat', raw };
  return { ...toImagePart(url, readString(image?.detail)), ...readCache(raw) };
}

function readFile(raw: JsonObject): Part {
  const file = readObject(raw.file);
  if (!file) return { type: 'opaque', dialect: 'chat', raw };
  return { ...toFilePart(file), ...readCache(raw) };
}
