import { admitCaller, admitRequest } from './admit/admit.js';
import { authenticate } from './authenticate/authenticate.js';
import type { Call } from './call.js';
import { decode } from './decode/decode.js';
import { Exchange } from './exchange.js';
import { forward } from './forward/forward.js';
import type { PipelineDeps } from './pipeline-deps.js';
import { plan } from './plan/plan.js';
import { protect } from './protect/protect.js';
import { receive } from './receive/receive-body.js';
import { deliver, deliverError } from './reply/deliver.js';

/**
 * One request, from its key to its record:
 *
 *   authenticate → admit → receive → decode → admit → protect → plan → [ adapt → send → restore | classify ]*
 *     → reply ( record before the last bytes )
 *
 * The brackets are `forward`: one round per account. Nothing of the body is read before the caller is known and has
 * room. All steps read memory only; what they write goes to the ledger. Every error leaves in the caller's dialect,
 * and whatever was reserved is given back once, however the request ends.
 */
export async function handleCall(call: Call, deps: PipelineDeps): Promise<void> {
  const exchange = new Exchange(call, deps);
  try {
    const authenticating = authenticate(exchange, deps);
    if (authenticating) await authenticating;
    const admitting = admitCaller(exchange, deps);
    if (admitting) await admitting;
    const body = await receive(exchange, deps);
    const decoding = decode(exchange, body, deps);
    if (decoding) await decoding;
    admitRequest(exchange, deps);
    await protect(exchange, deps);
    plan(exchange, deps);
    const outcome = await forward(exchange, deps);
    await deliver(exchange, outcome, deps);
  } catch (error) {
    deliverError(exchange, error, deps);
  } finally {
    exchange.close();
  }
}
