import { GatewayError } from '@codegate/kernel';

import { ClientDisconnectedError } from '../client-abort.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';

/**
 * Reads the body of a request whose caller has been admitted.
 *
 * @returns the bytes as they came, content encodings included
 * @throws GatewayError `payload_too_large` (at once when `content-length` says so), `request_timeout` when the body
 *   takes longer than allowed, `rate_limited` when the requests in progress hold too much; ClientDisconnectedError when the client closes the connection before the end
 */
export function receive(
  { call: { request, response }, bodyMemory }: Exchange,
  { limits: { maxBodyBytes, bodyTimeoutMs } }: Pick<PipelineDeps, 'limits'>,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The client may have disconnected while its request waited for admission; no event follows then.
    if (request.destroyed) {
      reject(new ClientDisconnectedError(false));
      return;
    }
    const tooLarge = (): GatewayError => {
      const mib = Math.floor(maxBodyBytes / (1024 * 1024));
      return new GatewayError('payload_too_large', `The body is larger than ${mib} MiB`);
    };
    const announcedBytes = Number(request.headers['content-length'] ?? 0);
    if (announcedBytes > maxBodyBytes) {
      reject(tooLarge());
      return;
    }
    // An exception in here rejects the promise.
    bodyMemory.check(announcedBytes);
    if (request.headers.expect !== undefined) response.writeContinue();
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stop = (): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onClose).off('close', onClose);
    };
    const fail = (error: Error): void => {
      stop();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBodyBytes) {
        fail(tooLarge());
        return;
      }
      try {
        bodyMemory.take(chunk.length);
        chunks.push(chunk);
      } catch (error) {
        fail(error as Error);
      }
    };
    const onEnd = (): void => {
      stop();
      const [first] = chunks;
      resolve(chunks.length === 1 && first ? first : Buffer.concat(chunks, bytes));
    };
    const onClose = (): void => fail(new ClientDisconnectedError(false));
    const onTimeout = (): void => {
      const message = `The body was not complete after ${bodyTimeoutMs / 1_000} s`;
      fail(new GatewayError('request_timeout', message));
    };
    const timer = setTimeout(onTimeout, bodyTimeoutMs);
    request.on('data', onData).on('end', onEnd).on('error', onClose).on('close', onClose);
  });
}
