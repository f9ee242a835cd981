import { GatewayError } from '@codegate/kernel';
import { applyFix, parseRefusal, type Fix } from '@codegate/protocol';

import type { OutboundRequest } from '../adapt/outbound-request.js';
import { connectionFailure, readFailure } from '../classify/failure.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { recordLostAttempt } from '../record/record.js';
import { restore } from '../restore/restore.js';
import type { Outcome } from './outcome.js';
import { send } from './send.js';
import type { UpstreamResponse } from './upstream-client.js';

/** An upstream that refuses more than this many fields at once is not asked again. */
const maxFixes = 3;

type AttemptDeps = Pick<
  PipelineDeps,
  'upstreams' | 'unsupportedFields' | 'clock' | 'logger' | 'ledger' | 'budgets'
>;

/**
 * Asks one account: sends the request, and once more for each field the upstream refuses that can be left out. What
 * it refused is remembered once it has accepted the request without it, so that later requests do not meet the refusal.
 *
 * @throws ClientDisconnectedError; GatewayError `rate_limited` when the tenant's requests hold too much memory; every
 *   other failure is returned
 */
export async function attempt(
  exchange: Exchange,
  first: OutboundRequest,
  deps: AttemptDeps,
): Promise<Outcome> {
  let outbound = first;
  const applied: { fix: Fix; message: string }[] = [];
  for (;;) {
    const outcome = await attemptOnce(exchange, outbound, deps);
    if (outcome.kind !== 'failure') {
      remember(applied, exchange, outbound, deps);
      return outcome;
    }
    if (applied.length === maxFixes) return outcome;
    const { message } = outcome.error;
    const fix = parseRefusal(outcome.status, message);
    const body = fix && applyFix(outbound.body, fix);
    if (!fix || !body) return outcome;
    outbound = { ...outbound, body };
    applied.push({ fix, message });
  }
}

function remember(
  applied: readonly { fix: Fix; message: string }[],
  { caller }: Exchange,
  { account, route, targetModel }: OutboundRequest,
  { unsupportedFields, clock }: AttemptDeps,
): void {
  for (const { fix, message } of applied) {
    const upstream = {
      provider: account.provider,
      origin: route.origin,
      model: targetModel,
      tenantId: caller.tenant?.id ?? null,
    };
    unsupportedFields.add(upstream, fix, message, clock.now());
  }
}

/** send → restore, or classify */
async function attemptOnce(
  exchange: Exchange,
  outbound: OutboundRequest,
  deps: AttemptDeps,
): Promise<Outcome> {
  let wasAccepted = false;
  let response: UpstreamResponse | undefined;
  try {
    response = await send(exchange, outbound, deps.upstreams);
    if (response.status >= 400) return await readFailure(response, outbound);
    wasAccepted = true;
    return await restore(exchange, outbound, response, deps);
  } catch (error) {
    // What is left of it is not read, so its connection must not stay open.
    response?.discard();
    if (exchange.call.clientAbort.aborted) throw error;
    if (error instanceof GatewayError && error.code === 'rate_limited') {
      // No other account can help, and this one has done its work.
      recordLostAttempt(exchange, deps);
      throw error;
    }
    return connectionFailure(error as Error, wasAccepted || isHeadersTimeout(error));
  }
}

/** Providers work on most of the requests whose response did not come in time, and charge for them. */
function isHeadersTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'UND_ERR_HEADERS_TIMEOUT';
}
