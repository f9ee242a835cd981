import { setImmediate } from 'node:timers/promises';

import { endpointOf, readRequestHead } from '@codegate/protocol';

import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { unpack } from './unpack.js';

/** Parsing more than this takes a millisecond and more, so running streams get their turn before and after it. */
const largeBytes = 256 * 1024;

/**
 * Undoes the content encodings and parses the body once.
 *
 * @throws GatewayError `invalid_request`, `unsupported_media_type` or `payload_too_large`
 */
export async function decode(
  exchange: Exchange,
  received: Buffer,
  { limits: { maxBodyBytes } }: Pick<PipelineDeps, 'limits'>,
): Promise<void> {
  const { endpoint, path, headers } = exchange.call;
  const encoding = headers['content-encoding'];
  const body = encoding === undefined ? received : await unpack(received, encoding, maxBodyBytes);
  const isLarge = body.length > largeBytes;
  if (isLarge) await setImmediate();
  const head = readRequestHead(endpointOf(endpoint), { path, body, headers });
  if (isLarge) await setImmediate();
  exchange.setReceived(Object.assign(head, { body }));
}
