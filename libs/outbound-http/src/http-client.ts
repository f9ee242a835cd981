import { Agent, request } from 'undici';

import { lookUpWith } from './permitted-lookup.js';
import { permitsHost } from './private-host.js';

export type OutboundRequest = {
  url: string;
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
};

export type OutboundResponse = { status: number; body: string };

/** Model lists are the largest responses; OpenRouter's has about 600 KB. */
const maxBodyBytes = 8 * 1024 * 1024;

/** A request without a usable response. The message can be shown to the user and holds no secret. */
export class HostUnreachableError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'HostUnreachableError';
  }
}

/**
 * HTTP client for short requests of the admin side (account tests, model lists, webhooks): bounded in time and size,
 * redirects are not followed.
 */
export class HttpClient {
  private readonly agent: Agent;

  /** @param allowsPrivate whether connections to private networks are allowed */
  constructor(private readonly allowsPrivate: boolean) {
    this.agent = new Agent({
      connect: { lookup: lookUpWith(allowsPrivate) },
      keepAliveTimeout: 1_000,
    });
  }

  /** @throws HostUnreachableError */
  async send({ url, ...options }: OutboundRequest, timeoutMs: number): Promise<OutboundResponse> {
    const { host, hostname } = new URL(url);
    if (!permitsHost(hostname, this.allowsPrivate)) {
      throw new HostUnreachableError(`${host} is in a private network, which is not permitted`);
    }
    try {
      const response = await request(url, {
        ...options,
        dispatcher: this.agent,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: response.statusCode, body: await readBody(response.body) };
    } catch (error) {
      throw new HostUnreachableError(explain(error, host, timeoutMs), error);
    }
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

async function readBody(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Error('the response is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
  ENOTFOUND: 'is not a known host name',
  EAI_AGAIN: 'could not be resolved, the DNS server does not respond',
  EPRIVATE: 'is in a private network, which is not permitted',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a self-signed certificate in its chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
  CERT_HAS_EXPIRED: 'has an expired certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

function explain(error: unknown, host: string, timeoutMs: number): string {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError') return `${host} did not respond within ${timeoutMs / 1000} s`;
  return `${host} ${reasons[code ?? ''] ?? 'could not be reached'}`;
}
