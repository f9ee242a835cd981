import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

import { GatewayError } from '@codegate/kernel';

import { maxEncodings, unpackedLimit } from '../unpack-ratio.js';
import type { BodySink } from './body-sink.js';

/** The source of the bytes that go into a sink. */
export type Flow = {
  /** Stops the source until `resume`; both may be called more than once. */
  pause(): void;
  resume(): void;
  /** Ends the source for good: nothing more is wanted. */
  stop(): void;
};

/**
 * Undoes the content encodings of a response. Bytes are taken from the source only as fast as the decoders take them,
 * and the decoders give them only as fast as the sink does.
 */
export class DecodedSink implements BodySink {
  private readonly decoders: readonly Transform[];
  private readonly first: Transform;
  private readonly last: Transform;
  private receivedBytes = 0;
  private decodedBytes = 0;
  private isOver = false;

  /**
   * @param encodings in the order they were applied
   * @throws GatewayError `upstream_rejected` for encodings that are not supported
   */
  constructor(
    encodings: readonly string[],
    private readonly sink: BodySink,
    private readonly flow: Flow,
  ) {
    this.decoders = decodersFor(encodings);
    const [first, last] = [this.decoders[0], this.decoders.at(-1)];
    if (!first || !last) throw new Error('no encodings');
    this.first = first;
    this.last = last;
    this.decoders.reduce((from, to) => from.pipe(to));
    for (const decoder of this.decoders) decoder.on('error', (error) => this.fail(error));
    first.on('drain', () => flow.resume());
    last.on('data', (chunk: Buffer) => this.pass(chunk)).on('end', () => this.complete());
  }

  /** The sink wants no more data for now. */
  pause(): void {
    this.last.pause();
  }

  resume(): void {
    this.last.resume();
  }

  data(chunk: Buffer): void {
    if (this.isOver) return;
    this.receivedBytes += chunk.length;
    if (!this.first.write(chunk)) this.flow.pause();
  }

  end(): void {
    this.first.end();
  }

  fail(error: Error): void {
    if (!this.close()) return;
    this.sink.fail(error);
  }

  /** Frees the decoders, whose sink gets nothing more. Returns false when it was over before. */
  close(): boolean {
    if (this.isOver) return false;
    this.isOver = true;
    for (const decoder of this.decoders) decoder.destroy();
    this.flow.stop();
    return true;
  }

  private pass(chunk: Buffer): void {
    if (this.isOver) return;
    this.decodedBytes += chunk.length;
    if (this.decodedBytes > unpackedLimit(this.receivedBytes)) {
      const message = 'The response of the provider unpacks to far more than its size';
      this.fail(new GatewayError('upstream_rejected', message));
      return;
    }
    this.sink.data(chunk);
  }

  private complete(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.sink.end();
  }
}

/** The decoders in the order in which data passes them: the encoding applied last is undone first. */
function decodersFor(encodings: readonly string[]): Transform[] {
  if (encodings.length > maxEncodings) {
    const message = `The provider sent a response with more than ${maxEncodings} content encodings`;
    throw new GatewayError('upstream_rejected', message);
  }
  return encodings.map(decoderFor).reverse();
}

function decoderFor(encoding: string): Transform {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default: {
      const message = 'The provider sent a content encoding that is not supported';
      throw new GatewayError('upstream_rejected', message);
    }
  }
}
