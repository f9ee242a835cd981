import { ValidateBy } from 'class-validator';

import { fromIsoTime } from '@codegate/kernel';

/** ISO 8601 in UTC or with an offset; a date alone is its first moment in UTC. */
export function IsTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isTime',
    validator: {
      validate: (value) => fromIsoTime(value) !== null,
      defaultMessage: () => '$property must be a time such as 2026-01-31T12:00:00Z',
    },
  });
}
