import { EventEmitter } from 'node:events';
import type { Server, Socket } from 'node:net';

import { beforeEach, describe, expect, it } from '@jest/globals';

import { AnonymousConnections } from './anonymous-connections.js';

class FakeSocket extends EventEmitter {
  isDestroyed = false;
  constructor(readonly remoteAddress: string) {
    super();
  }
  destroy(): void {
    this.isDestroyed = true;
    this.emit('close');
  }
}

let connections: AnonymousConnections;
let server: EventEmitter;
beforeEach(() => {
  connections = new AnonymousConnections(2);
  server = new EventEmitter();
  connections.watch(server as Server);
});
const open = (address = '10.0.0.1'): FakeSocket => {
  const socket = new FakeSocket(address);
  server.emit('connection', socket);
  return socket;
};
const authenticate = (socket: FakeSocket) => connections.authenticated(socket as unknown as Socket);

describe('AnonymousConnections', () => {
  it('closes further connections of the same address, and of no other', () => {
    const sockets = [open(), open(), open(), open('10.0.0.2')];

    expect(sockets.map(({ isDestroyed }) => isDestroyed)).toEqual([false, false, true, false]);
    expect(connections.count('10.0.0.1')).toBe(2);
  });

  it('does not count a connection whose caller is known', () => {
    const first = open();
    authenticate(first);
    authenticate(first);
    open();
    const last = open();

    expect(last.isDestroyed).toBe(false);
    expect(connections.count('10.0.0.1')).toBe(2);
  });

  it('forgets connections that close, authenticated or not', () => {
    const first = open();
    const second = open();
    authenticate(second);
    first.destroy();
    second.destroy();

    expect(connections.count('10.0.0.1')).toBe(0);
  });
});
