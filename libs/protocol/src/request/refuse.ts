import { GatewayError } from '@codegate/kernel';

/** Rejects the caller's request, naming the field as the caller's wire format spells it. */
export function refuse(field: string, message: string): never {
  throw new GatewayError('invalid_request', message, { field });
}
