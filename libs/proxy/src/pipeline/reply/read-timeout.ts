import type { ServerResponse } from 'node:http';

/**
 * Closes the connection of a client that does not read its response. Watches only while bytes wait that the kernel has
 * not taken; that is seldom, so a response to a client that reads costs nothing.
 */
export class ReadTimeout {
  private timer: NodeJS.Timeout | undefined;

  /** @param timeoutMs longest time in which nothing of what waits is read */
  constructor(
    private readonly response: ServerResponse,
    private readonly timeoutMs: number,
  ) {}

  /** To be called after each write; `resolve` is called when the client has read, or has disconnected. */
  watch(resolve: () => void = () => undefined): void {
    if (this.response.writableLength === 0 || this.response.destroyed) {
      resolve();
      return;
    }
    const { response } = this;
    const stop = (): void => {
      clearTimeout(this.timer);
      this.timer = undefined;
      response.off('drain', stop).off('finish', stop).off('close', stop);
      resolve();
    };
    this.timer ??= setTimeout(() => response.destroy(), this.timeoutMs);
    response.on('drain', stop).on('finish', stop).on('close', stop);
  }
}
