import type { Gateway } from './gateway.js';
import type { Upstream } from './upstream.js';

type AccountOptions = Record<string, unknown>;

/** Creates an account at a test upstream that speaks the given wire formats. */
export async function addAccount(
  gateway: Gateway,
  upstream: Pick<Upstream, 'url'>,
  options: AccountOptions = {},
): Promise<{ id: string; name: string }> {
  return (await gateway.must('POST', '/api/accounts', {
    name: 'main',
    provider: 'custom',
    apiKey: 'upstream-secret-key',
    baseUrl: upstream.url,
    dialects: ['messages', 'chat', 'responses'],
    ...options,
  })) as { id: string; name: string };
}

/** Creates and activates a config whose three tiers try the accounts in the given order. */
export async function addConfig(
  gateway: Gateway,
  accountIds: readonly string[],
  options: Record<string, unknown> = {},
): Promise<{ id: string }> {
  const config = (await gateway.must('POST', '/api/configs', {
    name: `config ${Math.random()}`,
    routingStrategy: 'priority',
    tiers: ['opus', 'sonnet', 'haiku'].flatMap((tier) =>
      accountIds.map((accountId, index) => ({ tier, accountId, priority: 100 - index })),
    ),
    ...options,
  })) as { id: string };
  await gateway.must('POST', `/api/configs/${config.id}/activate`);
  return config;
}

/**
 * A new tenant whose config tries the accounts in the given order. Tests that share a gateway use one each, so that
 * none sees the accounts, limits and cooldowns of the others.
 */
export async function addTenant(
  gateway: Gateway,
  accountIds: readonly string[],
  settings: Record<string, unknown> = {},
): Promise<{ id: string; apiKey: string; headers: Record<string, string> }> {
  const config = await gateway.must('POST', '/api/configs', {
    name: `config ${Math.random()}`,
    routingStrategy: 'priority',
    tiers: ['opus', 'sonnet', 'haiku'].flatMap((tier) =>
      accountIds.map((accountId, index) => ({ tier, accountId, priority: 100 - index })),
    ),
  });
  const { id, apiKey } = await gateway.must('POST', '/api/tenants', {
    name: `tenant ${Math.random()}`,
    configId: config.id,
    rateLimit: 100_000,
  });
  if (Object.keys(settings).length > 0) {
    await gateway.must('PUT', `/api/tenants/${id}/settings`, settings);
  }
  return { id, apiKey, headers: { 'x-api-key': apiKey } };
}

export const aMessage = (overrides: object = {}) => ({
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'hi' }],
  ...overrides,
});

/** POST to the proxy. */
export function call(
  gateway: Gateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(gateway.proxyUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** Reads again and again until the condition holds, and returns what it read; fails after a few seconds. */
export async function eventually<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`not within ${timeoutMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Reads a stream until the text has arrived, and returns what has arrived so far. */
export async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  wanted: string,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  while (!text.includes(wanted)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`the stream ended without ${wanted}: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

/** Reads a stream to its end. */
export async function readRest(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true });
  }
  return text;
}

/** Usage totals of everybody or of one tenant, once that many requests have been recorded. */
export async function usageOf(gateway: Gateway, requests: number, tenantId?: string): Promise<any> {
  const filter = tenantId === undefined ? '' : `&tenant=${tenantId}`;
  const read = () => gateway.must('GET', `/api/usage?groupBy=model${filter}`);
  const { totals, items } = await eventually(read, (usage) => usage.totals.requests >= requests);
  return { ...totals, items };
}
