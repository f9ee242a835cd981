import { STATUS_CODES, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { GatewayError, newRequestId } from '@codegate/kernel';
import { formatOfRequest } from '@codegate/protocol';

import { noSniff } from './pipeline/reply/reply.js';

/** What Node reports when it cannot read a request. */
type ReadError = Error & { code?: string; rawPacket?: unknown };

const causes: ReadonlyMap<string, readonly [status: number, message: string]> = new Map([
  ['HPE_HEADER_OVERFLOW', [431, 'The headers of the request are too large']],
  ['HPE_CHUNK_EXTENSIONS_OVERFLOW', [413, 'The chunk extensions of the request are too large']],
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'The request did not arrive in time']],
  ['HPE_INVALID_CHUNK_SIZE', [400, 'The request has an invalid chunk size']],
  ['HPE_INVALID_CONTENT_LENGTH', [400, 'The request has an invalid content-length']],
  ['HPE_UNEXPECTED_CONTENT_LENGTH', [400, 'The request has two lengths, or one beside chunks']],
  ['HPE_INVALID_TRANSFER_ENCODING', [400, 'The request has an invalid transfer-encoding']],
  ['HPE_INVALID_HEADER_TOKEN', [400, 'The request has an invalid header']],
  ['HPE_INVALID_URL', [400, 'The URL is not valid']],
  ['HPE_INVALID_VERSION', [400, 'The HTTP version is not supported']],
]);
const otherCause = [400, 'The request is not valid HTTP'] as const;

/**
 * Responds to what is no HTTP request, in the dialect of the path where it can be seen. Node has no request object for
 * it, so the response is written to the socket. A response that has begun is not added to: its connection closes.
 *
 * @returns the handler of the server's `clientError` event, and what has to know each response
 */
export function malformedRequests() {
  const responses = new WeakMap<Socket, ServerResponse>();
  return {
    watch: (server: Server): void => {
      server.on('request', ({ socket }, response) => void responses.set(socket, response));
    },
    respond: (error: ReadError, socket: Socket): void => {
      if (error.code === 'ECONNRESET' || socket.destroyed) return;
      const running = responses.get(socket);
      const hasBegun = running !== undefined && running.headersSent && !running.writableFinished;
      if (socket.writable && !hasBegun) socket.write(toResponse(error));
      socket.destroySoon();
    },
  };
}

function toResponse({ code = '', rawPacket }: ReadError): string {
  const [status, message] = causes.get(code) ?? otherCause;
  const { errors } = formatOfRequest(pathIn(rawPacket), {});
  const error = errors.toWireError(new GatewayError('invalid_request', message));
  const id = newRequestId();
  const body = errors.writeBody({ ...error, status }, id);
  const head = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    'x-request-id': id,
    ...noSniff,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`;
}

/** The path in the request line, when the bytes that could not be read begin with one. */
function pathIn(packet: unknown): string | null {
  if (!Buffer.isBuffer(packet)) return null;
  const line = packet.toString('latin1', 0, 256).split('\r\n', 1)[0] ?? '';
  return /^[A-Z]+ (\S+) HTTP\//.exec(line)?.[1] ?? null;
}
