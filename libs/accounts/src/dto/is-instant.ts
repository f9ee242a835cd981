import { ValidateBy } from 'class-validator';

import { fromIsoTime } from '@codegate/kernel';

/** A point in time: ISO 8601 with a time zone, or whole milliseconds since 1970. */
export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value) => toInstantMs(value) !== null,
      defaultMessage: () => '$property must be a time such as 2026-01-31T12:00:00Z',
    },
  });
}

/** The end of the year 9999, the last one that ISO 8601 writes with four digits. */
const latestMs = 253_402_300_799_999;

/** Milliseconds since 1970; null when the value is not a point in time. */
export function toInstantMs(value: unknown): number | null {
  if (typeof value !== 'number') return fromIsoTime(value);
  return Number.isInteger(value) && value > 0 && value <= latestMs ? value : null;
}
