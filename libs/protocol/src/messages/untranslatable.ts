import type { LlmRequest } from '../model.js';
import { refuse } from '../request/refuse.js';
import type { Target } from '../target.js';

/**
 * Fields that change the meaning of the whole request. Left out silently they would lose the history (`thread`) or a
 * safety check (`safeguards`); the clients that send them try again without after a 400 that names them.
 */
const fields = ['thread', 'safeguards'];

/** Rejects a request with fields only Anthropic's own API understands. */
export function refuseUntranslatable(request: LlmRequest, target: Target): void {
  if (target.dialect === request.dialect && target.issuer === 'anthropic') return;
  for (const field of fields) {
    const value = request.extra[field];
    if (value === undefined || value === null) continue;
    refuse(field, `${field}: not supported by this route`);
  }
}
