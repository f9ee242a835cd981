import type { JsonObject } from '@codegate/kernel';

import { readObject, readString } from '../json/fields.js';
import { parseDataUri } from '../media/data-uri.js';
import type { CacheControl, FilePart, ImagePart } from '../model.js';

/** Anthropic's cache_control (OpenRouter takes it too), or OpenAI's prompt_cache_breakpoint. */
export function readCache(raw: JsonObject): { cache?: CacheControl } {
  const cache = readObject(raw.cache_control);
  if (cache) return { cache };
  return readObject(raw.prompt_cache_breakpoint) ? { cache: { type: 'ephemeral' } } : {};
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
