import { estimateInputTokens } from '@codegate/models';
import { readRequest } from '@codegate/protocol';
import type { Plan } from '@codegate/routing';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { DecodedRequest } from './decode.js';
import type { Forwarded } from './forward.js';
import { prepare } from './build-upstream-request.js';

/** A number holds nothing that could be restored. */
const nothingToRestore = { protection: null, keepsOriginal: false };

/** Not there, not allowed, not implemented: what servers without this endpoint answer. */
const missing = new Set([404, 405, 501]);

/**
 * Counts the tokens of a request: at the account that would answer it where it can count, otherwise by an estimate.
 * Agents decide by this number when to compact, so it never fails for a reason of the upstream, and never makes an
 * account rest.
 */
export async function countTokens(
  call: Call,
  request: DecodedRequest,
  plan: Plan<ProxyAccount>,
  world: Snapshot,
  use: PipelineDeps,
): Promise<Forwarded | null> {
  const [candidate] = plan.candidates;
  if (!candidate) return null;
  if (candidate.account.routes.has('count_tokens') && candidate.cooldown === null) {
    const outbound = prepare(call, request, candidate, world, use);
    const result = await attempt(call, candidate, outbound, nothingToRestore, use.upstreams);
    if (result.kind !== 'failure') return { candidate, outcome: result };
    if (result.failureClass.kind === 'caller' && !missing.has(result.status)) {
      return { candidate, outcome: { kind: 'refused', failure: result } };
    }
  }
  const read = readRequest('messages', { max_tokens: 1, ...request.json });
  const tokens = await estimateInputTokens(read, candidate.targetModel);
  const body = Buffer.from(JSON.stringify({ input_tokens: tokens }));
  const headers = { 'content-type': 'application/json' };
  return {
    candidate,
    outcome: { kind: 'body', status: 200, headers, body, original: null, usage: undefined },
  };
}
