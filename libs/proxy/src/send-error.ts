import type { IncomingHttpHeaders } from 'node:http';

import { newRequestId, type GatewayError } from '@codegate/kernel';
import { errorHeaders, toWireError, writeErrorBody, type Dialect } from '@codegate/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The dialect of errors outside the pipeline, by the path and the headers of the request. */
function dialectOfRequest(url: string, headers: IncomingHttpHeaders): Dialect {
  if (url.includes('/messages') || headers['anthropic-version'] !== undefined) return 'messages';
  return url.includes('/responses') ? 'responses' : 'chat';
}

export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: GatewayError,
): FastifyReply {
  const dialect = dialectOfRequest(request.url, request.headers);
  const wire = toWireError(dialect, error);
  const id = newRequestId();
  return reply
    .code(wire.status)
    .headers({
      'content-type': 'application/json',
      'x-request-id': id,
      ...(dialect === 'messages' ? { 'request-id': id } : {}),
      ...errorHeaders(wire),
    })
    .send(writeErrorBody(dialect, wire, id));
}
