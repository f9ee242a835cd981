import type { StreamView, WireError } from '@codegate/protocol';

/** What stands between an upstream's stream and the caller: a tap that watches, or a conversion. */
export type StreamProcessor = {
  readonly view: StreamView;
  /** Whether what was given out so far ends with a complete event. */
  readonly isBetweenEvents: boolean;
  /** Text of the answer before values were put back; null where nothing is put back. */
  readonly original: string | null;
  /** Takes bytes of the upstream and returns bytes for the caller. */
  push(chunk: Buffer): Buffer;
  /** The upstream has ended: what is left for the caller. */
  end(): Buffer;
  /**
   * The stream broke: its last words, where the processor knows the caller's place in the stream; null leaves
   * them to the reply.
   */
  abort(error: WireError): Buffer | null;
};
