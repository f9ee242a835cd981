import type { OutgoingHttpHeaders } from 'node:http';

import { GatewayError, newRequestId } from '@codegate/kernel';
import { errorHeaders, formatOfRequest } from '@codegate/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { endUnread, mustClose } from './pipeline/receive/end-unread.js';
import { noSniff } from './pipeline/reply/reply.js';

/** Sends an error outside the pipeline, in the dialect that the path or the headers of the request name. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: GatewayError,
): FastifyReply {
  const { errors, headers } = formatOfRequest(request.url, request.headers);
  const wire = errors.toWireError(error);
  const id = newRequestId();
  reply.code(wire.status).headers({
    'content-type': 'application/json',
    'x-request-id': id,
    ...noSniff,
    ...(headers.requestIdHeader === null ? {} : { [headers.requestIdHeader]: id }),
    ...errorHeaders(wire),
  });
  const body = errors.writeBody(wire, id);
  if (!mustClose(request.raw, wire.status)) return reply.send(body);
  reply.hijack();
  const bytes = Buffer.from(body);
  const closing = { connection: 'close', 'content-length': String(bytes.length) };
  reply.raw.writeHead(wire.status, { ...(reply.getHeaders() as OutgoingHttpHeaders), ...closing });
  endUnread(request.raw, reply.raw, bytes);
  return reply;
}

/** For routes without a body: a request that has a long one all the same is refused, and its connection closed. */
export function refuseBody(request: FastifyRequest, reply: FastifyReply, next: () => void): void {
  if (!mustClose(request.raw, 200)) {
    next();
    return;
  }
  const { method } = request;
  sendError(request, reply, new GatewayError('payload_too_large', `${method} takes no body here`));
}
