import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** undici publishes here, in the same turn in which it has started a request, on which socket it sends it. */
const channel = 'undici:client:sendHeaders';
const lostCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
]);

/** What is told on which kind of socket it is sent. */
export type SocketUser = { usesSocketAgain(): void };

/**
 * Tells requests whether their connection has carried a request before. The far side, or a NAT between, may have closed
 * such a connection without the gateway having seen it.
 */
export class ReusedSockets {
  private readonly used = new WeakSet<object>();
  private starting: SocketUser | null = null;

  constructor() {
    subscribe(channel, this.sent);
  }

  /** To be called when undici starts a request. */
  starts(user: SocketUser): void {
    this.starting = user;
  }

  close(): void {
    unsubscribe(channel, this.sent);
  }

  private readonly sent = (message: unknown): void => {
    const user = this.starting;
    this.starting = null;
    const { socket } = message as { socket: object };
    if (this.used.has(socket)) user?.usesSocketAgain();
    else this.used.add(socket);
  };
}

/** Whether a connection ended or was reset, rather than not made in time or closed by the gateway. */
export function isConnectionLost(error: Error): boolean {
  return lostCodes.has((error as NodeJS.ErrnoException).code ?? '');
}
