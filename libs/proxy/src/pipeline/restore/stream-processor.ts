import type { StreamView, WireError } from '@codegate/protocol';

/** What an upstream's stream passes through on its way to the client: a tap that watches it, or a conversion. */
export type StreamProcessor = {
  readonly view: StreamView;
  /** Whether the bytes returned so far end with a complete event. */
  readonly isBetweenEvents: boolean;
  /** Text of the response before values were restored, for the log; null when it is not wanted. */
  readonly original: string | null;
  /** Takes bytes of the upstream and returns bytes for the client. */
  push(chunk: Buffer): Buffer;
  /** The upstream has ended: returns the remaining bytes for the client. */
  end(): Buffer;
  /**
   * The stream broke.
   *
   * @returns the events that end the client's stream, where the processor knows which ones are open; null leaves the
   *   error event to the reply
   */
  abort(error: WireError): Buffer | null;
};
