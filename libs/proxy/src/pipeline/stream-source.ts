import type { StreamProcessor } from './stream-processor.js';
import type { BodySink, UpstreamAnswer } from './upstream-client.js';

/** How the beginning of a stream went. */
export type Beginning = 'begun' | 'error' | 'ended' | { failed: Error };

/**
 * An upstream's stream behind its processor. Chunks of one read from the socket are handled together, which costs a
 * fraction of handling each by itself. Until somebody reads, bytes are held.
 */
export class StreamSource implements BodySink {
  private batch: Buffer[] = [];
  private isFlushScheduled = false;
  private held: Buffer[] = [];
  private reader: BodySink | undefined;
  private outcome: 'ended' | { failed: Error } | undefined;
  private reportBeginning: ((beginning: Beginning) => void) | undefined;

  constructor(
    private readonly answer: UpstreamAnswer,
    readonly processor: StreamProcessor,
    /** Takes out of an error what is for nobody but the provider. */
    readonly withoutKey: (text: string) => string,
  ) {
    answer.readInto(this);
  }

  /** Resolves when it is clear whether this stream has something to say. */
  untilBegun(): Promise<Beginning> {
    return new Promise((resolve) => {
      this.reportBeginning = resolve;
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
    this.answer.pause();
  }

  resume(): void {
    this.answer.resume();
  }

  discard(): void {
    this.answer.discard();
  }

  data(chunk: Buffer): void {
    this.batch.push(chunk);
    if (this.isFlushScheduled) return;
    this.isFlushScheduled = true;
    process.nextTick(() => this.flush());
  }

  end(): void {
    this.flush();
    this.passOn(this.processor.end());
    this.outcome = 'ended';
    this.report();
    this.reader?.end();
  }

  fail(error: Error): void {
    this.flush();
    this.outcome = { failed: error };
    this.report();
    this.reader?.fail(error);
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
    const shown = this.processor.view.error ? this.shownOf(bytes) : bytes;
    if (this.reader) this.reader.data(shown);
    else this.held.push(shown);
  }

  /** Latin-1, because a chunk may begin or end inside a character; keys are ASCII. */
  private shownOf(bytes: Buffer): Buffer {
    return Buffer.from(this.withoutKey(bytes.toString('latin1')), 'latin1');
  }

  private report(): void {
    if (!this.reportBeginning) return;
    const { hasContent: begun, error } = this.processor.view;
    const beginning: Beginning | undefined = begun ? 'begun' : error ? 'error' : this.outcome;
    if (beginning === undefined) return;
    this.reportBeginning(beginning);
    this.reportBeginning = undefined;
  }
}
