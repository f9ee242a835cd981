export type Period = 'daily' | 'monthly' | 'total';
/** `fromMs` is inclusive, `toMs` exclusive; a total never ends. */
export type TimeSpan = { readonly fromMs: number; readonly toMs: number };

/** The calendar day or month around a moment, in a time zone. */
export function periodAround(
  period: Period,
  timeZone: string,
  startsAtMs: number,
  nowMs: number,
): TimeSpan {
  if (period === 'total') return { fromMs: startsAtMs, toMs: Number.POSITIVE_INFINITY };
  const { year, month, day } = partsOf(nowMs, timeZone);
  const [fromMs, toMs] =
    period === 'daily'
      ? [midnight(year, month, day, timeZone), midnight(year, month, day + 1, timeZone)]
      : [midnight(year, month, 1, timeZone), midnight(year, month + 1, 1, timeZone)];
  return { fromMs: Math.max(fromMs, startsAtMs), toMs };
}

/** First moment of a day; where the clock jumps over midnight, the moment of the jump. */
function midnight(year: number, month: number, day: number, timeZone: string): number {
  const wall = Date.UTC(year, month - 1, day);
  // The offset on either side of the day's beginning; they differ when the clock changes around it.
  const before = wall - offsetAt(wall - 86_400_000, timeZone);
  const after = wall - offsetAt(wall + 86_400_000, timeZone);
  return (
    [before, after].sort((a, b) => a - b).find((ms) => isAtOrAfter(ms, wall, timeZone)) ?? after
  );
}

function isAtOrAfter(ms: number, wall: number, timeZone: string): boolean {
  return ms + offsetAt(ms, timeZone) >= wall;
}

function offsetAt(ms: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(ms, timeZone);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return wall - Math.floor(ms / 1_000) * 1_000;
}

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;

function partsOf(ms: number, timeZone: string): Parts {
  const parts: Partial<Parts> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) {
    if (type in emptyParts) parts[type as keyof Parts] = Number(value);
  }
  return { ...emptyParts, ...parts };
}

const emptyParts: Parts = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  return format;
}
