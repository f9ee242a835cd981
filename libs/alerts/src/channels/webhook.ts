import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { type HttpClient, HostUnreachableError } from '@codegate/outbound-http';

/** Delays before the second and later attempts. After the last one, the delivery has failed. */
const waitsMs = [1_000, 5_000, 25_000];
const timeoutMs = 10_000;
const prefix = 'whsec_';

export type WebhookMessage = {
  readonly url: string;
  readonly secret: string;
  /** The same for every attempt, so that a receiver can ignore duplicates. */
  readonly id: string;
  readonly body: string;
};

export function newWebhookSecret(): string {
  return prefix + randomBytes(24).toString('base64');
}

/** Signature headers of https://www.standardwebhooks.com, so that receivers can use an existing library. */
export function signWebhook(
  { secret, id, body }: Omit<WebhookMessage, 'url'>,
  nowMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'user-agent': 'CodeGate',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
}

/**
 * Posts a message; retries when the receiver cannot be reached or responds with a server error.
 *
 * @returns `delivered`, or the reason of the last failure
 */
export async function postWebhook(
  message: WebhookMessage,
  http: Pick<HttpClient, 'send'>,
  nowMs: () => number,
  waits: readonly number[] = waitsMs,
): Promise<string> {
  for (let attempt = 0; ; attempt += 1) {
    const problem = await post(message, http, nowMs());
    if (problem === null) return 'delivered';
    const waitMs = problem.isFinal ? undefined : waits[attempt];
    if (waitMs === undefined) return `failed: ${problem.reason}`;
    await setTimeout(waitMs, undefined, { ref: false });
  }
}

async function post(
  message: WebhookMessage,
  http: Pick<HttpClient, 'send'>,
  nowMs: number,
): Promise<{ reason: string; isFinal: boolean } | null> {
  const { url, body } = message;
  try {
    const headers = signWebhook(message, nowMs);
    const { status } = await http.send({ url, method: 'POST', headers, body }, timeoutMs);
    if (status >= 200 && status < 300) return null;
    const mayRecover = status >= 500 || status === 408 || status === 429;
    return { reason: `the receiver responded with ${status}`, isFinal: !mayRecover };
  } catch (error) {
    if (!(error instanceof HostUnreachableError)) throw error;
    return { reason: error.message, isFinal: false };
  }
}
