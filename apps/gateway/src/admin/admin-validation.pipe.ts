import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';

import { type FieldError, InvalidBody } from '@codegate/dto';
import { isJsonObject } from '@codegate/kernel';

/** A DTO whose body may also be sent as the plain list of one of its fields. */
type ListBody = { readonly listField?: string };

/** Validates requests against their DTO: unknown fields are refused, every invalid field is reported. */
export class AdminValidationPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => new InvalidBody(errors.flatMap((error) => flatten(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body') return (await super.transform(value, metadata)) as unknown;
    const { listField } = (metadata.metatype ?? {}) as ListBody;
    const body =
      Array.isArray(value) && listField !== undefined ? { [listField]: value as unknown[] } : value;
    if (body !== undefined && !isJsonObject(body)) {
      throw new InvalidBody([{ field: '', message: 'The body must be a JSON object' }]);
    }
    return (await super.transform(body, metadata)) as unknown;
  }
}

function flatten(error: ValidationError, parent: string): FieldError[] {
  const { property, constraints = {}, children = [] } = error;
  const isIndex = /^\d+$/.test(property) && parent !== '';
  const field = isIndex ? `${parent}[${property}]` : parent ? `${parent}.${property}` : property;
  const own = Object.entries(constraints).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? `${property} is an unknown field` : message,
  }));
  return [...own, ...children.flatMap((child) => flatten(child, field))];
}
