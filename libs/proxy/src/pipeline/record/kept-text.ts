import { StringDecoder } from 'node:string_decoder';

/** Text of a stream kept for a detailed log, up to a limit. Characters may be split between chunks. */
export class KeptText {
  private readonly decoder = new StringDecoder('utf8');
  private kept = '';

  /** @param maxLength in characters; the last chunk may exceed it */
  constructor(private readonly maxLength = 1024 * 1024) {}

  push(chunk: Buffer): void {
    if (this.kept.length < this.maxLength) this.kept += this.decoder.write(chunk);
  }

  get text(): string {
    return this.kept;
  }
}
