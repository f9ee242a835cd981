import { GatewayError } from '@codegate/kernel';

/** The error of one field of a request; the path of a nested field is written `tiers[0].accountId`. */
export type FieldError = { field: string; message: string };

/** A request failed validation. Lists every invalid field. */
export class InvalidBody extends GatewayError {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid_request', errors.map(({ message }) => message).join('; '));
    this.name = 'InvalidBody';
  }
}
