import { Agent, request } from 'undici';

import { isPrivateHost } from './private-host.js';
import { lookUpPublicAddress } from './public-lookup.js';

export type ProviderRequest = {
  url: string;
  method: 'GET' | 'POST';
  headers: Readonly<Record<string, string>>;
  body?: string;
};

export type ProviderAnswer = { status: number; body: string };

/** Lists of models are the largest answers; OpenRouter's has about 600 KB. */
const maxBodyBytes = 8 * 1024 * 1024;

/** A request that got no usable answer. The message is fit to be shown and holds no secret. */
export class ProviderUnreachable extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ProviderUnreachable';
  }
}

/** HTTP client of the admin side: short requests to providers, bounded in time and size, redirects not followed. */
export class ProviderHttp {
  private readonly agent: Agent;

  /** @param allowsPrivate whether addresses of private networks may be connected to */
  constructor(private readonly allowsPrivate: boolean) {
    this.agent = new Agent({
      connect: allowsPrivate ? {} : { lookup: lookUpPublicAddress },
      keepAliveTimeout: 1_000,
    });
  }

  /** @throws ProviderUnreachable */
  async send({ url, ...options }: ProviderRequest, timeoutMs: number): Promise<ProviderAnswer> {
    const { host, hostname } = new URL(url);
    if (!this.allowsPrivate && isPrivateHost(hostname)) {
      throw new ProviderUnreachable(`${host} is in a private network, which is not permitted`);
    }
    try {
      const answer = await request(url, {
        ...options,
        dispatcher: this.agent,
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { status: answer.statusCode, body: await readBody(answer.body) };
    } catch (error) {
      throw new ProviderUnreachable(explain(error, host, timeoutMs), error);
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
    if (bytes > maxBodyBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
  ENOTFOUND: 'is not a known host name',
  EAI_AGAIN: 'could not be looked up, the name service does not answer',
  EPRIVATE: 'is in a private network, which is not permitted',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  UND_ERR_CONNECT_TIMEOUT: 'does not accept the connection in time',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a self-signed certificate in its chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that cannot be verified',
  CERT_HAS_EXPIRED: 'has an expired certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another host',
};

function explain(error: unknown, host: string, timeoutMs: number): string {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError') return `${host} did not answer within ${timeoutMs / 1000} s`;
  return `${host} ${reasons[code ?? ''] ?? 'could not be asked'}`;
}
