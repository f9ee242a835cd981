import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Emits `close` on responses that still wait for their turn when their connection closes. A client may send its next
 * request before it has the response to the last one (pipelining). Node gives the second response no socket before the
 * first one has ended, and a response without a socket gets no `close` from Node; its request would never end.
 */
export function closePipelinedResponses(server: Server): void {
  const waiting = new WeakMap<Socket, Set<ServerResponse>>();

  const waitingOn = (socket: Socket): Set<ServerResponse> => {
    let responses = waiting.get(socket);
    if (responses) return responses;
    waiting.set(socket, (responses = new Set()));
    const all = responses;
    socket.once('close', () => {
      for (const response of all) if (response.socket === null) close(response);
    });
    return responses;
  };

  server.on('request', ({ socket }, response: ServerResponse) => {
    if (response.socket !== null) return;
    const responses = waitingOn(socket);
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });
}

function close(response: ServerResponse): void {
  if (response.writableFinished) return;
  response.destroy();
  response.emit('close');
}
