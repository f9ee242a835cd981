import { refuse } from '../request/refuse.js';
import type { LlmRequest } from '../model.js';

/** Fields that refer to something only the server that made it still has. */
export const statefulFields = [
  'previous_response_id',
  'conversation',
  'prompt',
  'background',
] as const;

/**
 * Rejects a request that is not complete: part of the conversation is on the
 * server of another Responses upstream. Answering it would silently lose that part.
 */
export function refuseStatefulResponses(request: LlmRequest): void {
  if (request.dialect !== 'responses') return;
  for (const field of statefulFields) {
    const value = request.extra[field];
    if (value === undefined || value === null || value === false) continue;
    refuse(field, `'${field}' is not supported by the model this request is routed to`);
  }
  for (const message of request.messages) {
    for (const part of message.parts) {
      if (part.type !== 'opaque' || part.raw.type !== 'item_reference') continue;
      refuse(
        'input',
        "Items of type 'item_reference' are not supported by the model this request is routed to; send the items themselves",
      );
    }
  }
}
