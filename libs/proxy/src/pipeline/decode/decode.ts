import { endpointOf, readRequestHead, replaceHalfPairs } from '@codegate/protocol';

import { ClientDisconnectedError } from '../client-abort.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { unpack } from './unpack.js';

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
  deps: Pick<PipelineDeps, 'limits' | 'largeBodies'>,
): Promise<void> | void {
  const { call, caller } = exchange;
  const encoding = call.headers['content-encoding'];
  if (encoding === undefined && received.length <= largeBytes) {
    parse(exchange, received, deps);
    return;
  }
  return deps.largeBodies.run(caller.tenant?.id ?? '', async () => {
    if (call.clientAbort.aborted) throw new ClientDisconnectedError(false);
    const grow = (bytes: number): void => exchange.bodyMemory.take(bytes);
    const { maxBodyBytes } = deps.limits;
    const body =
      encoding === undefined ? received : await unpack(received, encoding, maxBodyBytes, grow);
    parse(exchange, body, deps);
  });
}

function parse(
  exchange: Exchange,
  unpacked: Buffer,
  { limits: { maxBodyValues } }: Pick<PipelineDeps, 'limits'>,
): void {
  const { endpoint, path, headers } = exchange.call;
  const body = replaceHalfPairs(unpacked);
  const head = readRequestHead(endpointOf(endpoint), { path, body, headers }, maxBodyValues);
  exchange.bodyMemory.take(head.values * bytesPerValue);
  exchange.setReceived(Object.assign(head, { body }));
}
