import { toUtf8 } from './text-file.js';

/** A data: URI taken apart; `data` is base64. */
export type DataUri = { mediaType: string; data: string };

/** Reads `data:<type>[;parameter…][;base64],<data>`; text becomes UTF-8. `undefined` for anything else. */
export function parseDataUri(uri: string): DataUri | undefined {
  if (uri.slice(0, 5).toLowerCase() !== 'data:') return undefined;
  const comma = uri.indexOf(',');
  if (comma === -1) return undefined;
  const [type = '', ...parameters] = uri.slice(5, comma).split(';');
  const body = uri.slice(comma + 1);
  const isBase64 = parameters.some((parameter) => parameter.trim().toLowerCase() === 'base64');
  const data = isBase64 ? body : encodePercentText(body);
  if (data === undefined) return undefined;
  const mediaType = normalizeMediaType(type) || 'text/plain';
  const charset = isBase64 ? charsetOf(parameters) : undefined;
  return { mediaType, data: charset === undefined ? data : toUtf8(data, charset) };
}

/** The character set of a text that is not UTF-8. */
function charsetOf(parameters: readonly string[]): string | undefined {
  for (const parameter of parameters) {
    const match = /^\s*charset="?([^"\s]+)"?\s*$/i.exec(parameter);
    const charset = match?.[1]?.toLowerCase();
    if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') return charset;
  }
  return undefined;
}

export function toDataUri(mediaType: string, data: string): string {
  return `data:${mediaType};base64,${data}`;
}

/** Lower case, without parameters, and with the registered name of JPEG. */
export function normalizeMediaType(mediaType: string): string {
  const semicolon = mediaType.indexOf(';');
  const type = (semicolon === -1 ? mediaType : mediaType.slice(0, semicolon)).trim().toLowerCase();
  return type === 'image/jpg' ? 'image/jpeg' : type;
}

function encodePercentText(body: string): string | undefined {
  try {
    return Buffer.from(decodeURIComponent(body), 'utf8').toString('base64');
  } catch {
    // URIError: a percent sign without two digits.
    return undefined;
  }
}
