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

/** Waits until the condition holds; fails after a few seconds. */
export async function eventually<T>(
  read: () => Promise<T>,
  holds: (value: T) => boolean,
  timeoutMs = 5_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > deadline)
      throw new Error(`not within ${timeoutMs} ms: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Usage totals, once that many requests have been recorded. */
export async function usageOf(gateway: Gateway, requests: number): Promise<any> {
  const read = () => gateway.must('GET', '/api/usage?groupBy=model');
  const { totals, items } = await eventually(read, (usage) => usage.totals.requests >= requests);
  return { ...totals, items };
}
