import { GatewayError } from '@codegate/kernel';
import { formatOf, OutputTokenEstimator, readUpstreamError } from '@codegate/protocol';

import { noteFailure, noteSuccess } from '../classify/account-health.js';
import {
  classifyFailure,
  classifyStatus,
  statusOfErrorInside,
  type FailureClass,
} from '../classify/classify-failure.js';
import { clientDisconnected } from '../client-abort.js';
import type { Exchange } from '../exchange.js';
import type { BodySink } from '../forward/body-sink.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { KeptText } from '../record/kept-text.js';
import type { CallResult } from '../record/call-result.js';
import { record } from '../record/record.js';
import type { StreamSource } from '../restore/stream-source.js';

/**
 * Passes a stream on to the client, at the client's pace. The request is recorded before its last bytes go out, so
 * that what a client has received in full is never lost. Resolves when the stream is over for the client.
 */
export function deliverStream(
  exchange: Exchange,
  source: StreamSource,
  deps: PipelineDeps,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const delivery = new StreamDelivery(exchange, source, deps, resolve);
    const guarded = new GuardedSink(delivery, (error) => {
      source.discard();
      reject(error);
    });
    const { clientAbort } = exchange.call;
    if (clientAbort.aborted) {
      delivery.abort();
      return;
    }
    clientAbort.onAbort(() => guarded.run(() => delivery.abort()));
    source.readInto(guarded);
  });
}

/**
 * The sink is called by sockets and the event loop, where nothing catches. What it throws ends the promise of the
 * request, as it does in every other step.
 */
class GuardedSink implements BodySink {
  private hasFailed = false;

  constructor(
    private readonly sink: BodySink,
    private readonly reject: (error: Error) => void,
  ) {}

  data(chunk: Buffer): void {
    this.run(() => this.sink.data(chunk));
  }

  end(): void {
    this.run(() => this.sink.end());
  }

  fail(error: Error): void {
    this.run(() => this.sink.fail(error));
  }

  run(step: () => void): void {
    if (this.hasFailed) return;
    try {
      step();
    } catch (error) {
      this.hasFailed = true;
      this.reject(error as Error);
    }
  }
}

const cutMessage = 'The provider closed the stream before it was complete';

class StreamDelivery implements BodySink {
  private readonly estimator: OutputTokenEstimator;
  private readonly kept: KeptText | null;
  private isSettled = false;

  constructor(
    private readonly exchange: Exchange,
    private readonly source: StreamSource,
    private readonly deps: PipelineDeps,
    private readonly done: () => void,
  ) {
    const { call, reply, settings } = exchange;
    this.estimator = new OutputTokenEstimator(formatOf(call.dialect));
    this.kept = settings.detailedRequestLogging ? new KeptText() : null;
    reply.isBetweenEvents = () => source.processor.isBetweenEvents;
  }

  data(bytes: Buffer): void {
    const { reply } = this.exchange;
    const { view } = this.source.processor;
    this.estimator.note(bytes);
    this.kept?.push(bytes);
    if (view.usageFinal || view.error) this.settle();
    if (reply.write(bytes)) return;
    this.source.pause();
    reply.onDrain(() => this.source.resume());
  }

  end(): void {
    const { completed, error } = this.source.processor.view;
    if (completed || error) this.finish();
    else this.cutOff(new Error(cutMessage));
  }

  fail(error: Error): void {
    if (this.exchange.call.clientAbort.aborted) return;
    if (this.source.processor.view.completed) this.finish();
    else this.cutOff(error);
  }

  /** The client has disconnected: the upstream is cancelled, and nothing is said about the account. */
  abort(): void {
    this.exchange.reply.stopTimers();
    this.source.discard();
    const { usage } = this.source.processor.view;
    this.record({ status: 499, usage, error: clientDisconnected });
    this.done();
  }

  private finish(): void {
    this.settle();
    this.exchange.reply.end();
    this.done();
  }

  /** Everything is known before the last bytes go out: the result, the usage and the health of the account. */
  private settle(): void {
    if (this.isSettled) return;
    const { usage, error } = this.source.processor.view;
    if (!error) {
      this.record({ status: 200, usage, error: null });
      noteSuccess(this.exchange, this.deps);
      return;
    }
    const inside = readUpstreamError(502, this.source.withoutKey(JSON.stringify(error)));
    this.record({ status: 502, usage, error: inside.message });
    const { account, targetModel: model } = this.exchange.candidate ?? {};
    const { errorStatuses, quotaCodes } = account?.definition.quirks ?? {};
    const status = statusOfErrorInside(inside, errorStatuses);
    this.noteFailure(classifyStatus(status, inside, { quotaCodes, model }), inside.message);
  }

  /** The stream broke in the middle. */
  private cutOff(error: Error): void {
    const { call, reply } = this.exchange;
    const { processor } = this.source;
    const { view } = processor;
    const failureClass = classifyFailure(error);
    const shown = shownError(failureClass);
    this.record({ status: 502, usage: view.usage, error: shown.message });
    this.noteFailure(failureClass, shown.message);
    const closingBytes = processor.abort(formatOf(call.dialect).errors.toWireError(shown));
    if (closingBytes) {
      if (closingBytes.length > 0) reply.write(closingBytes);
      reply.end();
    } else {
      reply.fail(shown, view.responseId);
    }
    this.done();
  }

  private noteFailure(failureClass: FailureClass, message: string): void {
    noteFailure(this.exchange, failureClass, { message, retryAfterMs: null }, this.deps);
  }

  private record(result: CallResult): void {
    if (this.isSettled) return;
    this.isSettled = true;
    const { view, original } = this.source.processor;
    if (this.kept) this.exchange.loggedResponse = original ?? this.kept.text;
    // A provider charges for what it has generated, whether or not it got as far as stating the usage.
    const isUsageKnown = view.usage !== undefined && (view.usageFinal || view.completed);
    const known = isUsageKnown
      ? result
      : { ...result, estimatedOutputTokens: this.estimator.tokens() };
    record(this.exchange, known, this.deps);
    this.deps.ledger.sync();
  }
}

/** The provider was reached, so a broken connection is not called unreachable; other failures have their own message. */
function shownError(failureClass: FailureClass): GatewayError {
  const isBroken = failureClass.kind === 'caller' || failureClass.reason === 'connection_error';
  return isBroken ? new GatewayError('upstream_unavailable', cutMessage) : failureClass.error;
}
