import { GatewayError } from '@codegate/kernel';
import { endpointOf, estimateOutputTokens } from '@codegate/protocol';

import { limitHeaders } from '../admit/limit-headers.js';
import { noteSuccess } from '../classify/account-health.js';
import { clientDisconnected, ClientDisconnectedError } from '../client-abort.js';
import type { Exchange } from '../exchange.js';
import type { BodyOutcome, Outcome } from '../forward/outcome.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { record } from '../record/record.js';
import { unseenOutput } from '../record/unseen-output.js';
import { logUnexpected } from '../unexpected-error.js';
import { deliverFailure } from './deliver-failure.js';
import { deliverStream } from './deliver-stream.js';
import { routeHeaders } from './route-headers.js';

/** Gives the client what came of its request, and records it before the last bytes. */
export function deliver(
  exchange: Exchange,
  outcome: Outcome,
  deps: PipelineDeps,
): Promise<void> | void {
  const { candidate, reply } = exchange;
  if (candidate) reply.addHeaders(routeHeaders(exchange, candidate));
  switch (outcome.kind) {
    case 'failure':
      record(exchange, deliverFailure(exchange, outcome), deps);
      return;
    case 'body':
      return deliverBody(exchange, outcome, deps);
    case 'stream':
      return deliverStream(exchange, outcome.source, deps);
  }
}

/** Sends a whole response, recorded first. */
async function deliverBody(
  exchange: Exchange,
  { status, headers, body, original, usage }: BodyOutcome,
  deps: PipelineDeps,
): Promise<void> {
  if (exchange.settings.detailedRequestLogging) {
    exchange.loggedResponse = original ?? body.toString('utf8');
  }
  const result = { status, usage, error: null };
  // Some servers state no usage; what they generated can be measured all the same.
  const estimatedOutputTokens = usage
    ? undefined
    : estimateOutputTokens(endpointOf(exchange.call.endpoint), body);
  record(exchange, { ...result, estimatedOutputTokens }, deps);
  noteSuccess(exchange, deps);
  await deps.ledger.durable();
  await exchange.reply.send(status, headers, body);
}

/** The one place where errors of the pipeline end. Whatever happens, the client does not wait for ever. */
export function deliverError(exchange: Exchange, error: unknown, deps: PipelineDeps): void {
  try {
    sendError(exchange, error, deps);
  } catch (unexpected) {
    logUnexpected(unexpected, exchange.call.id, deps);
    exchange.reply.destroy();
  }
}

function sendError(exchange: Exchange, error: unknown, deps: PipelineDeps): void {
  const { call, reply } = exchange;
  if (call.clientAbort.aborted || error instanceof ClientDisconnectedError) {
    const result = { status: 499, usage: undefined, error: clientDisconnected };
    const wasSent = error instanceof ClientDisconnectedError && error.wasSent;
    const estimatedOutputTokens = wasSent ? unseenOutput(exchange, deps) : undefined;
    record(exchange, { ...result, estimatedOutputTokens }, deps);
    return;
  }
  const isKnown = error instanceof GatewayError;
  if (!isKnown) logUnexpected(error, call.id, deps);
  const shown = isKnown ? error : new GatewayError('internal', 'Internal error', { cause: error });
  if (isKnown && exchange.candidate === null) exchange.reservations.cancel();
  reply.addHeaders(limitHeaders(exchange, deps.admission));
  const { status } = reply.fail(shown);
  record(exchange, { status, usage: undefined, error: shown.message }, deps);
}
