import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateIf,
} from 'class-validator';

import { flagFromNumber, nullFromEmpty, trimmed } from './transforms.js';

function all(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, property) => {
    for (const decorate of decorators) decorate(target, property);
  };
}

/** May be absent, but not null. */
export function IsAbsentOr(...decorators: PropertyDecorator[]): PropertyDecorator {
  return all(
    ValidateIf((_, value) => value !== undefined),
    ...decorators,
  );
}

/** A boolean; 0 and 1 are accepted too. */
export function IsFlag(): PropertyDecorator {
  return all(Transform(flagFromNumber), IsBoolean({ message: '$property must be true or false' }));
}

/** A display name: one line, not empty. */
export function IsName(): PropertyDecorator {
  return all(
    Transform(trimmed),
    IsString(),
    Length(1, 200),
    Matches(/^[^\p{Cc}]*$/u, { message: '$property must be one line of text' }),
  );
}

/** Optional text; null and empty text remove the value. */
export function OptionalText(maxLength: number): PropertyDecorator {
  return all(Transform(nullFromEmpty), IsOptional(), IsString(), MaxLength(maxLength));
}

/** Text that is sent unchanged in a header. */
export function IsHeaderText(maxLength: number): PropertyDecorator {
  return all(
    Transform(trimmed),
    IsString(),
    Length(1, maxLength),
    Matches(/^[\x21-\x7e]*$/, {
      message: '$property must consist of printable ASCII characters without spaces',
    }),
  );
}
