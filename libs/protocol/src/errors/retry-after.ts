import { toCount } from '@codegate/kernel';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * How long an upstream asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date (RFC 9110 §10.2.3).
 *
 * @returns milliseconds from 0 to a month; null when it asks for nothing that can be understood
 */
export function readRetryAfterMs(headers: Headers, nowMs: number): number | null {
  const inMs = numberOf(headers['retry-after-ms']);
  if (inMs !== null) return toWaitMs(inMs);
  const value = headers['retry-after'];
  const seconds = numberOf(value);
  if (seconds !== null) return toWaitMs(seconds * 1000);
  if (typeof value !== 'string') return null;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : toWaitMs(date - nowMs);
}

function numberOf(value: string | string[] | undefined): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
}

/** Limits of providers are renewed after a month at the latest; a longer wait is a mistake of the server. */
const maxWaitMs = 31 * 86_400_000;

/** A wait that an upstream asks for, in whole milliseconds. */
export function toWaitMs(ms: number): number {
  return toCount(ms, maxWaitMs);
}
