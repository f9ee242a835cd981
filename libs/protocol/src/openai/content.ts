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

/**
 * A file as Chat and Responses describe it: `file_data`, `file_url` or `file_id`, and `filename`. An image among the
 * files is an image.
 */
export function toFilePart(file: JsonObject): FilePart | ImagePart {
  const name = readString(file.filename);
  const fileId = readString(file.file_id);
  const data = readFileData(readString(file.file_data) ?? readString(file.file_url));
  if (imageTypes.test(data.mediaType ?? '')) return { type: 'image', ...data };
  return {
    type: 'file',
    ...data,
    ...(fileId === undefined ? {} : { fileId }),
    ...(name === undefined ? {} : { name }),
  };
}

const imageTypes = /^image\/(?:png|jpeg|gif|webp)$/;
/** Base64 of `%PDF`. */
const startOfPdf = 'JVBERi';
const unknownType = 'application/octet-stream';

type FileData = { mediaType?: string; data?: string; url?: string };

function readFileData(data: string | undefined): FileData {
  if (data === undefined) return {};
  const inline = parseDataUri(data);
  // OpenRouter takes addresses in file_data; plain base64 is what early OpenAI clients sent.
  if (!inline && /^https?:/i.test(data)) return { url: data };
  const { mediaType, data: base64 } = inline ?? { mediaType: unknownType, data };
  const isPdf = mediaType === unknownType && base64.startsWith(startOfPdf);
  return { mediaType: isPdf ? 'application/pdf' : mediaType, data: base64 };
}
