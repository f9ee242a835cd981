import { randomBytes, randomUUID } from 'node:crypto';

/** A row id: UUID version 4, as the original writes them. */
export function newId(): string {
  return randomUUID();
}

/** Random hexadecimal digits, two for each byte. */
export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** A key for callers of the proxy: `cgk_` and 32 hexadecimal digits. */
export function newProxyKey(): string {
  return `cgk_${randomHex(16)}`;
}

/** Names one request to the proxy in answers and logs: `req_` and 32 hexadecimal digits. */
export function newRequestId(): string {
  return `req_${randomHex(16)}`;
}
