import { GatewayError, toUtcText } from '@codegate/kernel';

/**
 * A time of the API as the database has it.
 *
 * @throws GatewayError `invalid_request` for the 31st of February and the like
 */
export function toStoredTime(time: string | undefined, field: string): string | undefined {
  if (time === undefined) return undefined;
  const ms = Date.parse(time);
  if (!Number.isNaN(ms)) return toUtcText(ms);
  throw new GatewayError('invalid_request', `${field} is not a time that exists`, { field });
}
