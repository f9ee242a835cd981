import type { FilePart } from '../model.js';

/** Types of files that are never text, by their beginning. */
const binaryTypes = ['application/pdf', 'image/', 'audio/', 'video/', 'font/'];
const svg = 'image/svg+xml';

/**
 * The text of a file, whatever type its sender gave it: source files come as application/javascript,
 * application/x-yaml, application/toml or application/octet-stream (danny-avila/LibreChat#16054).
 *
 * @returns undefined for a file that is not text
 */
export function readTextFile({ text, data, mediaType = '' }: FilePart): string | undefined {
  if (text !== undefined) return text;
  if (data === undefined || isBinaryType(mediaType)) return undefined;
  const bytes = Buffer.from(data, 'base64');
  if (mediaType.startsWith('text/')) return withoutMark(bytes.toString('utf8'));
  // A NUL is valid UTF-8 but in no text.
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function isBinaryType(mediaType: string): boolean {
  return mediaType !== svg && binaryTypes.some((type) => mediaType.startsWith(type));
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Base64 of a text in another character set, as base64 of UTF-8; unchanged when the set is not known. */
export function toUtf8(data: string, charset: string): string {
  try {
    const text = new TextDecoder(charset).decode(Buffer.from(data, 'base64'));
    return Buffer.from(text, 'utf8').toString('base64');
  } catch {
    return data;
  }
}
