import { isJsonObject } from '@codegate/kernel';

/** English has about 4 bytes a token, code 3, Chinese 3: an estimate of the input should rather be too high. */
export const inputBytesPerToken = 3;
/** Images and documents come as base64, whose length says nothing about tokens. */
const tokensPerFile = 1_600;
const maxTextLength = 2_000;
const base64Form = /^(?:data:[^,]{0,200},)?[A-Za-z0-9+/_=-]{256}/;

/** Bytes of all texts and names in a value; a file counts as the bytes of as many tokens as it would take. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') {
    return value.length > maxTextLength && base64Form.test(value)
      ? tokensPerFile * inputBytesPerToken
      : Buffer.byteLength(value);
  }
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + bytesOf(item), 0);
  if (!isJsonObject(value)) return 1;
  let bytes = 0;
  for (const name in value) bytes += name.length + bytesOf(value[name]);
  return bytes;
}
