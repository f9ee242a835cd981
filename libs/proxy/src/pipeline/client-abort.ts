import type { ServerResponse } from 'node:http';

/**
 * Whether the caller has gone away before its answer was complete. Does for one call what an AbortSignal would do,
 * at a tenth of its cost; there is one for every request.
 */
export class ClientAbort {
  private hasLeft = false;
  private readonly listeners: (() => void)[] = [];

  constructor(response: ServerResponse) {
    response.once('close', () => {
      if (response.writableFinished) return;
      this.hasLeft = true;
      for (const listener of this.listeners) listener();
    });
  }

  get aborted(): boolean {
    return this.hasLeft;
  }

  /** Calls the listener when the caller leaves; a listener has to bear being called late. */
  onAbort(listener: () => void): void {
    this.listeners.push(listener);
  }
}
