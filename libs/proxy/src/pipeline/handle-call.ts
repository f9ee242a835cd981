import { GatewayError } from '@codegate/kernel';
import { tierOf } from '@codegate/models';
import { planRoute, type Plan } from '@codegate/routing';

import { admit, admitRequest } from './admit.js';
import { authenticate } from './authenticate.js';
import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import type { Call, Caller } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import { countTokens } from './count-tokens.js';
import { decode, type DecodedRequest } from './decode.js';
import { deliverBody, deliverFailure, deliverStream } from './deliver.js';
import { estimateTokens } from './estimate-tokens.js';
import { forward } from './forward.js';
import { Reservations } from './reservations.js';
import { limitHeaders } from './limits.js';
import { protect } from './privacy/protect.js';
import { record, type CallTrace, type CallResult } from './record.js';
import { Reply } from './reply.js';
import { noteSuccess, routeHeaders } from './route-headers.js';
import { ClientDisconnectedError } from './upstream-client.js';

/**
 * One request, from its key to its record:
 *
 *   authenticate → admit → decode → protect → plan → [ adapt → forward → judge ]* → restore → reply → record
 *
 * Reads memory only; what it writes goes to the ledger. Every error leaves in the caller's own dialect.
 */
export async function handleCall(call: Call, use: PipelineDeps): Promise<void> {
  const reply = new Reply(call, use.limits.keepAlivePingMs);
  const trace = startTrace(reply);
  const recordCall = (ending: CallResult): void => record(call, trace, ending, use);
  try {
    const world = use.directory.current();
    const caller = (trace.caller = authenticate(call, world, call.receivedAtMs));
    admit(caller, trace, use, call.receivedAtMs);
    const received = await decode(call, use.limits.maxBodyBytes);
    trace.estimate = once(() => estimateTokens(received, call.endpoint));
    admitRequest(call, received, caller, trace, use);
    reply.describe(limitHeaders(call.dialect, caller, use.shared, call.receivedAtMs));
    const settings = caller.tenant?.settings ?? world.settings;
    const { request, protection } = await protect(call, received, caller, world, use);
    trace.request = settings.anonymizeLogs ? request : received;
    const restoring = {
      protection,
      keepsOriginal: settings.detailedRequestLogging && settings.anonymizeLogs,
    };
    const plan = planCall(call, request, caller, world, use, trace);
    if (request.stream) reply.commitStreamAfter(use.limits.streamCommitMs);
    const counted =
      call.endpoint === 'count_tokens' ? await countTokens(call, request, plan, world, use) : null;
    const { candidate, outcome } =
      counted ?? (await forward(call, request, { plan, caller, world, restoring }, use, trace));
    reply.describe(routeHeaders(plan, candidate, trace.attempts.length, caller, world));
    if (outcome.kind === 'refused') {
      recordCall(deliverFailure(call, outcome.failure, protection, reply));
      return;
    }
    if (!counted) noteSuccess(candidate, use);
    const keepsBody = settings.detailedRequestLogging;
    if (outcome.kind === 'body') {
      if (keepsBody) trace.responseBody = outcome.original ?? outcome.body.toString('utf8');
      await deliverBody(call, outcome, reply, recordCall, use.ledger);
      return;
    }
    await deliverStream(
      call,
      outcome.source,
      reply,
      recordCall,
      use.ledger,
      keepsBody ? (text) => (trace.responseBody = text) : null,
    );
  } catch (error) {
    if (trace.caller) {
      reply.describe(limitHeaders(call.dialect, trace.caller, use.shared, call.receivedAtMs));
    }
    recordCall(refuse(call, error, reply, use));
  } finally {
    reply.stopTimers();
    trace.reservations.close();
  }
}

/** Who may answer, in the order to try them. */
function planCall(
  call: Call,
  request: DecodedRequest,
  caller: Caller,
  world: Snapshot,
  use: PipelineDeps,
  trace: CallTrace,
): Plan<ProxyAccount> {
  const tier = (trace.tier = tierOf(request.model));
  const plan = planRoute(
    {
      endpoint: call.endpoint,
      model: request.model,
      tier,
      configId: caller.tenant?.configId ?? null,
      nowMs: call.receivedAtMs,
    },
    world,
    { shared: use.shared, spentMicroUsd: (id) => use.spend.spentMicroUsd(id, call.receivedAtMs) },
  );
  trace.configId = plan.configId;
  return plan;
}

function startTrace(reply: Reply): CallTrace {
  return {
    caller: null,
    request: null,
    tier: null,
    configId: null,
    candidate: null,
    attempts: [],
    reservations: new Reservations(),
    estimate: () => ({ input: 0, output: 0 }),
    firstByteMs: () => reply.firstByteMs,
    responseBody: null,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The one place where errors of the pipeline end. */
function refuse(call: Call, error: unknown, reply: Reply, use: PipelineDeps): CallResult {
  if (call.clientAbort.aborted) {
    const ending = { status: 499, usage: undefined, error: 'the caller went away' };
    // What the provider has made by then nobody knows, but it was given all of the input.
    return error instanceof ClientDisconnectedError && error.wasSent
      ? { ...ending, estimatedOutputTokens: 0 }
      : ending;
  }
  const known = error instanceof GatewayError;
  if (!known) use.logger.error({ err: error, callId: call.id }, 'a call failed unexpectedly');
  const told = known ? error : new GatewayError('internal', 'Internal error', { cause: error });
  const wire = reply.fail(told);
  return { status: wire.status, usage: undefined, error: told.message };
}
