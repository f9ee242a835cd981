import { GatewayError } from '@codegate/kernel';

/** What is wrong with one field of the caller's input; nested ones as `tiers[0].accountId`. */
export type FieldError = { field: string; message: string };

/** The caller's input breaks rules; all of them are listed. */
export class InvalidBody extends GatewayError {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid_request', errors.map(({ message }) => message).join('; '));
    this.name = 'InvalidBody';
  }
}
