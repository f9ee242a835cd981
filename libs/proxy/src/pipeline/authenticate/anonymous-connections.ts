import type { Server, Socket } from 'node:net';

/**
 * Limits how many connections one address may hold on which no request has been authenticated. A connection stops
 * counting with its first authenticated request, so a reverse proxy or a shared address is not held back by this.
 */
export class AnonymousConnections {
  private readonly addressOf = new Map<Socket, string>();
  private readonly countOf = new Map<string, number>();

  /** @param maxPerAddress further connections of the address are closed at once */
  constructor(private readonly maxPerAddress: number) {}

  watch(server: Server): void {
    server.on('connection', (socket: Socket) => this.add(socket));
  }

  /** Anonymous connections of an address. */
  count(address: string): number {
    return this.countOf.get(address) ?? 0;
  }

  /** A request of this connection has been authenticated. */
  authenticated(socket: Socket): void {
    this.remove(socket);
  }

  private add(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    const count = this.count(address);
    if (count >= this.maxPerAddress) {
      socket.destroy();
      return;
    }
    this.addressOf.set(socket, address);
    this.countOf.set(address, count + 1);
    socket.once('close', () => this.remove(socket));
  }

  private remove(socket: Socket): void {
    const address = this.addressOf.get(socket);
    if (address === undefined) return;
    this.addressOf.delete(socket);
    const count = this.count(address) - 1;
    if (count > 0) this.countOf.set(address, count);
    else this.countOf.delete(address);
  }
}
