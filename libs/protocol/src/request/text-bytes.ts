import { isJsonObject } from '@codegate/kernel';

/** Generated files come as base64, whose length says nothing about tokens: as many bytes as 1 600 tokens of text. */
const bytesPerFile = 4_800;
const maxTextLength = 2_000;
const base64 = /^(?:data:[\w.+-]{1,100}\/[\w.+-]{1,100};base64,)?[A-Za-z0-9+/_-]*={0,2}$/;

/** Bytes of all texts and names in a value; a file, which is base64 in whole, counts as the bytes of a short text. */
export function bytesOf(value: unknown): number {
  if (typeof value === 'string') {
    const isFile = value.length > maxTextLength && base64.test(value);
    return isFile ? bytesPerFile : Buffer.byteLength(value);
  }
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + bytesOf(item), 0);
  if (!isJsonObject(value)) return 1;
  let bytes = 0;
  for (const name in value) bytes += name.length + bytesOf(value[name]);
  return bytes;
}
