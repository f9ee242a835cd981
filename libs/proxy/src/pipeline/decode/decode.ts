import { countValues, endpointOf, readRequestHead, replaceHalfPairs } from '@codegate/protocol';

import { ClientDisconnectedError } from '../client-abort.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { DecodedRequest } from './decoded-request.js';
import { unpack } from './unpack.js';

type DecodeDeps = Pick<PipelineDeps, 'limits' | 'unpacking' | 'parsing'>;

/** Parsing more than this takes a millisecond and more, so running streams get their turn before it. */
const largeBytes = 256 * 1024;
/** Memory of a parsed value, besides its text. */
const bytesPerValue = 64;

/**
 * Undoes the content encodings and parses the body once.
 *
 * @throws GatewayError `invalid_request`, `unsupported_media_type`, `payload_too_large` or `rate_limited`
 */
export function decode(
  exchange: Exchange,
  received: Buffer,
  deps: DecodeDeps,
): Promise<void> | void {
  const encoding = exchange.call.headers['content-encoding'];
  if (encoding !== undefined) return unpackAndParse(exchange, received, encoding, deps);
  return parse(exchange, received, deps);
}

async function unpackAndParse(
  exchange: Exchange,
  received: Buffer,
  encoding: string,
  deps: DecodeDeps,
): Promise<void> {
  const { call, bodyMemory } = exchange;
  const grow = (bytes: number): void => bodyMemory.take(bytes);
  const body = await deps.unpacking.run(tenantOf(exchange), () => {
    if (call.clientAbort.aborted) throw new ClientDisconnectedError(false);
    return unpack(received, encoding, deps.limits.maxBodyBytes, grow);
  });
  const parsing = parse(exchange, body, deps);
  if (parsing) await parsing;
}

function parse(exchange: Exchange, body: Buffer, deps: DecodeDeps): Promise<void> | void {
  if (body.length <= largeBytes) {
    const request = read(exchange, body, deps);
    exchange.bodyMemory.take(request.values * bytesPerValue);
    exchange.setReceived(request);
    return;
  }
  const { call, bodyMemory } = exchange;
  const { maxBodyValues } = deps.limits;
  return deps.parsing.run(tenantOf(exchange), () => {
    if (call.clientAbort.aborted) throw new ClientDisconnectedError(false);
    // Before parsing: what it takes of a small part of the body's bytes can be more than there is room for.
    bodyMemory.take(Math.min(countValues(body, maxBodyValues), maxBodyValues) * bytesPerValue);
    exchange.setReceived(read(exchange, body, deps));
  });
}

function read(
  { call }: Exchange,
  unpacked: Buffer,
  { limits: { maxBodyValues } }: DecodeDeps,
): DecodedRequest {
  const { endpoint, path, headers } = call;
  const body = replaceHalfPairs(unpacked);
  const head = readRequestHead(endpointOf(endpoint), { path, body, headers }, maxBodyValues);
  const expanded = endpointOf(endpoint).format.request.expandOwnItems?.(body, head.json);
  return Object.assign(head, { body }, expanded);
}

function tenantOf({ caller }: Exchange): string {
  return caller.tenant?.id ?? '';
}
