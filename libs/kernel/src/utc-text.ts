/**
 * Times in the database: UTC text `YYYY-MM-DD HH:MM:SS.mmm`. It sorts by time, a prefix groups by hour or day on
 * every database, and it is the format of the original CodeGate with milliseconds added.
 */
export function toUtcText(ms: number): string {
  const second = Math.floor(ms / 1_000);
  if (second !== lastSecond) {
    lastSecondText = new Date(second * 1_000).toISOString().replace('T', ' ').slice(0, 19);
    lastSecond = second;
  }
  const rest = Math.floor(ms - second * 1_000);
  return `${lastSecondText}.${rest < 10 ? '00' : rest < 100 ? '0' : ''}${rest}`;
}

/** Requests of the same second share the formatted second. */
let lastSecond = Number.NaN;
let lastSecondText = '';

/** The inverse of toUtcText; also reads the form without milliseconds. `null` for anything else. */
export function fromUtcText(text: unknown): Date | null {
  if (typeof text !== 'string') return null;
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d{1,3})?Z?$/.exec(text);
  if (!match) return null;
  const date = new Date(`${match[1] ?? ''}T${match[2] ?? ''}${match[3] ?? ''}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

const isoForm = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * ISO 8601 with a time zone as milliseconds since 1970; a date alone is its first moment in UTC.
 *
 * @returns null for anything else, and for days that do not exist
 */
export function fromIsoTime(text: unknown): number | null {
  const match = typeof text === 'string' ? isoForm.exec(text) : null;
  if (!match) return null;
  const [whole, year, month, day] = match;
  // Date.parse reads the 31st of February as the 3rd of March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const ms = Date.parse(whole);
  return Number.isNaN(ms) || date.getUTCDate() !== Number(day) ? null : ms;
}

/** UTC text as ISO 8601, the format of times in the API; null when the text is not a time. */
export function toIsoTime(text: string | null): string | null {
  return fromUtcText(text)?.toISOString() ?? null;
}
