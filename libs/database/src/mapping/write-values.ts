import { toUsd } from '@codegate/kernel';

/** Flags are stored as the integers the original stores. */
export const toFlag = (value: boolean): 0 | 1 => (value ? 1 : 0);
export const toOptionalFlag = (value: boolean | null): 0 | 1 | null =>
  value === null ? null : toFlag(value);

export const toOptionalUsd = (microUsd: number | null): number | null =>
  microUsd === null ? null : toUsd(microUsd);

/**
 * The largest value every integer column takes on every database. Counts come from a provider's answer: an
 * absurd one must not make the whole batch fail.
 */
const maxInteger = 2_147_483_647;

export function toInteger(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Math.max(-maxInteger, Math.min(maxInteger, Math.trunc(value)));
}

/** As toInteger, for the columns with 64 bits. */
export function toBigInteger(value: unknown): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null;
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.round(value)));
}

/** PostgreSQL refuses a zero byte in a text. */
export function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text;
}
