import type { IncomingMessage, ServerResponse } from 'node:http';

/** A body up to this size is read and thrown away, so that the connection can serve the next request. */
const maxDiscardedBytes = 64 * 1024;
/** How long a client that is still sending has to read the response before the connection is closed. */
const lingerMs = 2_000;

/**
 * Whether a response has to close the connection, because too much of the body is unread or it does not arrive.
 *
 * @param status of the response
 */
export function mustClose({ complete, headers }: IncomingMessage, status: number): boolean {
  if (complete) return false;
  if (status === 408) return true;
  const length = headers['content-length'];
  if (length === undefined) return headers['transfer-encoding'] !== undefined;
  return Number(length) > maxDiscardedBytes || headers.expect !== undefined;
}

/**
 * Ends a response with `connection: close` to a request whose body has not been read. Closing at once would make the
 * kernel reset the connection while the client sends, and the client would lose the response; so what still comes is
 * thrown away for a moment (nginx calls this a lingering close).
 */
export function endUnread(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('end', end).once('close', end);
  // The request emits an error when the client closes the connection; the response is out by then.
  request.on('error', end);
  request.resume();
}

/**
 * Closes the connection of a request whose response is out while its body still arrives slowly. To be called when the
 * response has been sent.
 */
export function endLate(request: IncomingMessage): void {
  if (request.complete || request.socket.destroyed) return;
  const close = (): void => {
    if (!request.complete) request.socket.destroy();
  };
  setTimeout(close, lingerMs).unref();
}
