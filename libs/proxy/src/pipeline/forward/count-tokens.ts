import { GatewayError } from '@codegate/kernel';
import { estimateInputTokens } from '@codegate/models';
import { formatOf } from '@codegate/protocol';

import { adapt } from '../adapt/adapt.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { routeHeaders } from '../reply/route-headers.js';
import { attempt } from './attempt.js';
import { noAccountError } from './no-account-error.js';
import type { Outcome } from './outcome.js';

/** Not there, not allowed, not implemented: how servers without this endpoint respond. */
const missing = new Set([404, 405, 501]);

/**
 * Counts the tokens of a request: at the first candidate where it can count, otherwise by an estimate. Agents decide by
 * this number when to compact, so it never fails because of the upstream, and never puts an account into cooldown.
 *
 * @throws GatewayError when there is no candidate
 */
export async function countTokens(exchange: Exchange, deps: PipelineDeps): Promise<Outcome> {
  const [candidate] = exchange.plan.candidates;
  if (!candidate) throw noAccountError(exchange);
  exchange.reply.addHeaders(routeHeaders(exchange, candidate));
  if (candidate.account.routes.has(exchange.call.endpoint) && candidate.cooldown === null) {
    const outcome = await attempt(exchange, adapt(exchange, candidate, deps), deps);
    const isCallersFault =
      outcome.kind === 'failure' &&
      outcome.failureClass.kind === 'caller' &&
      !missing.has(outcome.status);
    if (outcome.kind !== 'failure' || isCallersFault) return outcome;
  }
  const { tokenCount } = formatOf(exchange.call.dialect);
  if (!tokenCount) throw new GatewayError('internal', 'a dialect that cannot count tokens');
  const request = tokenCount.read(exchange.request.json);
  const tokens = await estimateInputTokens(request, candidate.targetModel);
  return {
    kind: 'body',
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(tokenCount.write(tokens))),
    original: null,
    usage: undefined,
  };
}
