import type { JsonObject } from '@codegate/kernel';

/**
 * Whether a body with status 200 is a response at all, rather than the page of a proxy in between or a status report.
 * Servers leave members out, so one that only responses have is enough.
 *
 * @param member the list that holds what the model generated
 */
export function isResponseWith(member: string, body: JsonObject): boolean {
  return Array.isArray(body[member]) || body.usage !== undefined || body.id !== undefined;
}

export function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
