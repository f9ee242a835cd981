import type { JsonObject } from '@codegate/kernel';

import { parseDataUri } from '../media/data-uri.js';
import { readObject, readObjects, readString } from '../json/fields.js';
import type { CacheControl, FilePart, ImagePart, Part } from '../model.js';

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

/** Anthropic's cache_control (OpenRouter takes it too), or OpenAI's prompt_cache_breakpoint. */
export function readCache(raw: JsonObject): { cache?: CacheControl } {
  const cache = readObject(raw.cache_control);
  if (cache) return { cache };
  return readObject(raw.prompt_cache_breakpoint) ? { cache: { type: 'ephemeral' } } : {};
}

function readImage(raw: JsonObject): Part {
  const image = readObject(raw.image_url);
  const url = readString(raw.image_url) ?? readString(image?.url);
  if (url === undefined) return { type: 'opaque', dialect: 'chat', raw };
  return { ...toImagePart(url, readString(image?.detail)), ...readCache(raw) };
}

/** An image given as an address or as a data: URI. */
export function toImagePart(url: string, detail: string | undefined): ImagePart {
  const inline = parseDataUri(url);
  return {
    type: 'image',
    ...(inline ? { mediaType: inline.mediaType, data: inline.data } : { url }),
    ...(detail === undefined ? {} : { detail }),
  };
}

function readFile(raw: JsonObject): Part {
  const file = readObject(raw.file);
  if (!file) return { type: 'opaque', dialect: 'chat', raw };
  return { ...toFilePart(file), ...readCache(raw) };
}

/** A file as Chat and Responses describe it: `file_data`, `file_url` or `file_id`, and `filename`. */
export function toFilePart(file: JsonObject): FilePart {
  const name = readString(file.filename);
  const fileId = readString(file.file_id);
  return {
    type: 'file',
    ...readFileData(readString(file.file_data) ?? readString(file.file_url)),
    ...(fileId === undefined ? {} : { fileId }),
    ...(name === undefined ? {} : { name }),
  };
}

function readFileData(data: string | undefined): Partial<FilePart> {
  if (data === undefined) return {};
  const inline = parseDataUri(data);
  if (inline) return inline;
  // OpenRouter takes addresses in file_data; plain base64 is what early OpenAI clients sent.
  return /^https?:/i.test(data) ? { url: data } : { mediaType: 'application/pdf', data };
}
