import { ValidateBy } from 'class-validator';

/** A moment: ISO 8601 with a time zone, or whole milliseconds since 1970. */
export function IsInstant(): PropertyDecorator {
  return ValidateBy({
    name: 'isInstant',
    validator: {
      validate: (value) => toInstantMs(value) !== null,
      defaultMessage: () => '$property must be a time such as 2026-01-31T12:00:00Z',
    },
  });
}

const isoForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** Milliseconds since 1970; null when the value is no moment. */
export function toInstantMs(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value > 0 ? value : null;
  if (typeof value !== 'string' || !isoForm.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
