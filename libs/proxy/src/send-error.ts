import { newRequestId, type GatewayError } from '@codegate/kernel';
import { errorHeaders, formatOfRequest } from '@codegate/protocol';
import type { FastifyReply, FastifyRequest } from 'fastify';

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
  return reply
    .code(wire.status)
    .headers({
      'content-type': 'application/json',
      'x-request-id': id,
      ...noSniff,
      ...(headers.requestIdHeader === null ? {} : { [headers.requestIdHeader]: id }),
      ...errorHeaders(wire),
    })
    .send(errors.writeBody(wire, id));
}
