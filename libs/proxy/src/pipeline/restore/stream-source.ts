import { GatewayError } from '@codegate/kernel';

import type { StreamProcessor } from './stream-processor.js';
import type { BodySink } from '../forward/body-sink.js';
import type { UpstreamResponse } from '../forward/upstream-client.js';

/** Before its first content a stream has pings and its start, which may repeat the tools and instructions. */
const maxHeldBytes = 16 * 1024 * 1024;

/** What came first of a stream. */
export type StreamStart = 'content' | 'error' | 'ended' | { failed: Error };

/**
 * An upstream's stream behind its processor. Chunks of one read from the socket are handled together, which costs a
 * fraction of handling each one alone. Until there is a reader, bytes are held.
 *
 * Its methods are called by sockets, decoders and the event loop, where an exception would end the process. So the
 * processor runs in `run` only, which turns what it throws into the failure of this stream.
 */
export class StreamSource implements BodySink {
  private batch: Buffer[] = [];
  private isFlushScheduled = false;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private reader: BodySink | undefined;
  private outcome: 'ended' | { failed: Error } | undefined;
  private reportStart: ((start: StreamStart) => void) | undefined;

  constructor(
    private readonly response: Pick<UpstreamResponse, 'readInto' | 'pause' | 'resume' | 'discard'>,
    readonly processor: StreamProcessor,
    /** Removes the account's key from an error. */
    readonly withoutKey: (text: string) => string,
    /** Reports what the processor has thrown; returns the error with which the stream fails. */
    private readonly toError: (thrown: unknown) => Error,
  ) {
    response.readInto(this);
  }

  /** Resolves with the first content event, an error event, or the end. */
  untilContent(): Promise<StreamStart> {
    return new Promise((resolve) => {
      this.reportStart = resolve;
      this.report();
    });
  }

  /** Lets everything flow, what is held first. */
  readInto(reader: BodySink): void {
    this.reader = reader;
    const held = this.held;
    this.held = [];
    if (held.length > 0) reader.data(Buffer.concat(held));
    if (this.outcome === 'ended') reader.end();
    else if (this.outcome) reader.fail(this.outcome.failed);
  }

  pause(): void {
    this.response.pause();
  }

  resume(): void {
    this.response.resume();
  }

  discard(): void {
    this.response.discard();
  }

  data(chunk: Buffer): void {
    if (this.outcome !== undefined) return;
    this.batch.push(chunk);
    if (this.isFlushScheduled) return;
    this.isFlushScheduled = true;
    process.nextTick(() => this.run(() => this.flush()));
  }

  end(): void {
    this.run(() => {
      this.flush();
      this.passOn(this.processor.end());
      this.finish('ended');
    });
  }

  fail(error: Error): void {
    this.run(() => {
      this.flush();
      this.finish({ failed: error });
    });
  }

  /** The only place where the processor runs. Nothing runs after the end. */
  private run(step: () => void): void {
    if (this.outcome !== undefined) return;
    try {
      step();
    } catch (thrown) {
      this.batch = [];
      // First, because the response fails too when it is discarded, with an error that says nothing.
      this.finish({ failed: this.toError(thrown) });
      this.response.discard();
    }
  }

  private finish(outcome: 'ended' | { failed: Error }): void {
    this.outcome = outcome;
    this.report();
    if (outcome === 'ended') this.reader?.end();
    else this.reader?.fail(outcome.failed);
  }

  private flush(): void {
    this.isFlushScheduled = false;
    const [first, ...others] = this.batch;
    if (!first) return;
    this.batch = [];
    this.passOn(
      this.processor.push(others.length === 0 ? first : Buffer.concat([first, ...others])),
    );
    this.report();
  }

  private passOn(bytes: Buffer): void {
    if (bytes.length === 0) return;
    const shown = this.processor.view.error ? this.withoutSecrets(bytes) : bytes;
    if (this.reader) this.reader.data(shown);
    else this.hold(shown);
  }

  private hold(bytes: Buffer): void {
    this.heldBytes += bytes.length;
    if (this.heldBytes > maxHeldBytes) {
      const message = 'The provider sent a stream without content that is too long';
      throw new GatewayError('upstream_rejected', message);
    }
    this.held.push(bytes);
  }

  /** As Latin-1, because a chunk may begin or end inside a character; keys are ASCII. */
  private withoutSecrets(bytes: Buffer): Buffer {
    return Buffer.from(this.withoutKey(bytes.toString('latin1')), 'latin1');
  }

  private report(): void {
    if (!this.reportStart) return;
    const { hasContent, error } = this.processor.view;
    const start: StreamStart | undefined = hasContent ? 'content' : error ? 'error' : this.outcome;
    if (start === undefined) return;
    this.reportStart(start);
    this.reportStart = undefined;
  }
}
