import { fromIsoTime, toUtcText } from '@codegate/kernel';

/** A time of the API as the database has it. */
export function toStoredTime(time: string | undefined): string | undefined {
  const ms = fromIsoTime(time);
  return ms === null ? undefined : toUtcText(ms);
}
