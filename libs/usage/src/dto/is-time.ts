import { Matches } from 'class-validator';

/** ISO 8601 in UTC or with an offset; a date alone is its first moment in UTC. */
const isoForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

export function IsTime(): PropertyDecorator {
  return Matches(isoForm, { message: '$property must be a time such as 2026-01-31T12:00:00Z' });
}
