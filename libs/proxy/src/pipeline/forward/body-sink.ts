/** Takes the body of a response. Exactly one of `end` and `fail` is called, once. */
export type BodySink = {
  data(chunk: Buffer): void;
  end(): void;
  fail(error: Error): void;
};
