import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { dialects, type Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { startUpstream, type Upstream } from './support/upstream.js';
import { anyAnswer, problemsOf } from './support/validators/index.js';

/**
 * Whatever is sent, the caller gets an answer or a clear error in its own format, an upstream of another format
 * gets nothing it refuses, and the gateway goes on serving.
 */
let gateway: Gateway;
let upstream: Upstream;
const keys = new Map<string, string>();
const models: Record<Dialect, string> = {
  messages: 'claude-sonnet-4-5',
  chat: 'gpt-4o',
  responses: 'gpt-5.5',
};
const providers: Record<Dialect, string> = {
  messages: 'anthropic',
  chat: 'openai',
  responses: 'openai',
};

beforeAll(async () => {
  upstream = await startUpstream(anyAnswer);
  gateway = await startGateway();
  for (const dialect of dialects) {
    const account = await gateway.must('POST', '/api/accounts', {
      name: dialect,
      provider: providers[dialect],
      apiKey: 'upstream-key-123',
      baseUrl: upstream.url,
      dialects: [dialect],
      rateLimit: 1_000_000,
    });
    const config = await gateway.must('POST', '/api/configs', {
      name: dialect,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({
        tier,
        accountId: account.id,
        targetModel: models[dialect],
      })),
    });
    const tenant = await gateway.must('POST', '/api/tenants', {
      name: dialect,
      configId: config.id,
      rateLimit: 1_000_000,
    });
    keys.set(dialect, tenant.apiKey);
  }
});
afterAll(async () => {
  // The requests would have noticed a crash, but not a restart.
  expect(await gateway.stop()).toBe(0);
  await upstream.stop();
});

const paths: Record<Dialect, string> = {
  messages: '/v1/messages',
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
};
const endpoints = [
  ...dialects.map((dialect) => ({ path: paths[dialect], caller: dialect })),
  { path: '/v1/messages/count_tokens', caller: 'messages' as Dialect },
  { path: '/v1/embeddings', caller: 'chat' as Dialect },
];
const routes = endpoints.flatMap((endpoint) =>
  dialects.map((upstreamDialect) => ({ ...endpoint, upstreamDialect })),
);
const good: Record<Dialect, Record<string, unknown>> = {
  messages: { model: 'm', max_tokens: 100, messages: [{ role: 'user', content: 'hi' }] },
  chat: { model: 'm', messages: [{ role: 'user', content: 'hi' }] },
  responses: { model: 'm', input: [{ role: 'user', content: 'hi' }] },
};

/** A conversation with a tool result without its call. */
const orphan: Record<Dialect, object> = {
  messages: {
    messages: [
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 'x', content: 'result without a call' }],
      },
    ],
  },
  chat: {
    messages: [
      { role: 'user', content: 'hi' },
      { role: 'tool', tool_call_id: 'x', content: 'result without a call' },
    ],
  },
  responses: {
    input: [{ type: 'function_call_output', call_id: 'x', output: 'result without a call' }],
  },
};

/** Documented fields and the types they may have. */
const fieldsOf: Record<Dialect, Record<string, string>> = {
  messages: {
    messages: 'array',
    system: 'string|array',
    max_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    top_k: 'number',
    stop_sequences: 'array',
    tools: 'array',
    tool_choice: 'object',
    thinking: 'object',
    output_config: 'object',
    metadata: 'object',
    service_tier: 'string',
  },
  chat: {
    messages: 'array',
    max_tokens: 'number',
    max_completion_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    n: 'number',
    stop: 'string|array',
    stream_options: 'object',
    tools: 'array',
    tool_choice: 'string|object',
    parallel_tool_calls: 'boolean',
    reasoning_effort: 'string',
    response_format: 'object',
    user: 'string',
    service_tier: 'string',
  },
  responses: {
    input: 'string|array',
    instructions: 'string|array',
    max_output_tokens: 'number',
    temperature: 'number',
    top_p: 'number',
    tools: 'array',
    tool_choice: 'string|object',
    parallel_tool_calls: 'boolean',
    reasoning: 'object',
    text: 'object',
    service_tier: 'string',
  },
};

const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ';

/** Requests that use many fields of each format; the fuzzing replaces one or two values. */
const templates: Record<Dialect, Record<string, unknown>> = {
  messages: {
    model: 'm',
    max_tokens: 3000,
    system: [{ type: 'text', text: 'be brief', cache_control: { type: 'ephemeral' } }],
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } },
        ],
      },
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm', signature: 'abc' },
          { type: 'text', text: 'I ask' },
          { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Rome' } },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 'toolu_1', content: 'sunny', is_error: true },
        ],
      },
    ],
    tools: [{ name: 'get_weather', description: 'weather', input_schema: schema }],
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    thinking: { type: 'enabled', budget_tokens: 2000 },
    output_config: { effort: 'high' },
    metadata: { user_id: 'u' },
    stop_sequences: ['END'],
    temperature: 1,
  },
  chat: {
    model: 'm',
    max_tokens: 3000,
    messages: [
      { role: 'system', content: 'be brief' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'look' },
          { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'get_weather', arguments: '{"city":"Rome"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'sunny' },
      { role: 'developer', content: 'in French' },
    ],
    tools: [
      {
        type: 'function',
        function: { name: 'get_weather', description: 'weather', parameters: schema },
      },
    ],
    tool_choice: { type: 'function', function: { name: 'get_weather' } },
    parallel_tool_calls: false,
    response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
    reasoning_effort: 'high',
    stop: ['END'],
    temperature: 0.5,
    user: 'u',
  },
  responses: {
    model: 'm',
    max_output_tokens: 3000,
    instructions: 'be brief',
    input: [
      {
        type: 'message',
        role: 'user',
        content: [
          { type: 'input_text', text: 'look' },
          { type: 'input_image', image_url: `data:image/png;base64,${png}`, detail: 'auto' },
        ],
      },
      {
        type: 'reasoning',
        id: 'rs_1',
        summary: [{ type: 'summary_text', text: 'hm' }],
        encrypted_content: 'abc',
      },
      {
        type: 'function_call',
        call_id: 'call_1',
        name: 'get_weather',
        arguments: '{"city":"Rome"}',
      },
      { type: 'function_call_output', call_id: 'call_1', output: 'sunny' },
      { role: 'assistant', content: [{ type: 'output_text', text: 'It is sunny' }] },
      { role: 'user', content: 'and now?' },
    ],
    tools: [
      { type: 'function', name: 'get_weather', parameters: schema, strict: false },
      { type: 'custom', name: 'apply_patch', description: 'patch' },
      {
        type: 'namespace',
        name: 'mcp__db',
        description: 'a database',
        tools: [{ type: 'function', name: 'query', parameters: schema }],
      },
    ],
    tool_choice: { type: 'function', name: 'get_weather' },
    parallel_tool_calls: true,
    reasoning: { effort: 'high', summary: 'auto' },
    text: { format: { type: 'json_schema', name: 'answer', schema }, verbosity: 'low' },
    store: false,
  },
};

type Result = { status: number; body: any; sent: any };

/** Sends a request and checks what is true for every response. */
async function ask(
  { path, caller, upstreamDialect }: (typeof routes)[number],
  body: unknown,
): Promise<Result> {
  const before = upstream.requests.length;
  const response = await fetch(gateway.proxyUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': keys.get(upstreamDialect)! },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  const { status } = response;
  const parsed = status === 200 ? null : JSON.parse(text);
  if (status !== 200) expectError(caller, status, parsed);
  const received = upstream.requests[before];
  return { status, body: parsed, sent: received && JSON.parse(received.body) };
}

function expectError(caller: Dialect, status: number, body: any): void {
  const summary = `${status} ${JSON.stringify(body)}`;
  expect(summary).toMatch(/^(400|404|413|422|501) /);
  expect(typeof body.error.message).toBe('string');
  expect(body.error.message.length).toBeGreaterThan(5);
  if (caller === 'messages') expect(body.type).toBe('error');
  else expect(body.error).toMatchObject({ type: expect.any(String) });
}

const fieldOf = ({ error }: any): string => error.param ?? error.message;

describe.each(routes)('$path to $upstreamDialect', (route) => {
  const { caller, path, upstreamDialect } = route;
  const isConverted = caller !== upstreamDialect;
  const isConversation = path === paths[caller];

  it.each([
    ['an empty body', ''],
    ['null', 'null'],
    ['a text', '"model"'],
    ['a list', '[]'],
    ['half a body', '{"model":"m","messages":['],
    ['no model', '{}'],
    ['a model that is a number', '{"model":1}'],
    ['an empty model', '{"model":" "}'],
    ['two values', '{"model":"m"} {"model":"m"}'],
    ['stream that is a text', '{"model":"m","stream":"yes"}'],
    ['__proto__', '{"__proto__":{"model":"m"}}'],
  ])('%s is a 400', async (_name, body) => {
    const result = await ask(route, body);

    expect(result.status).toBe(400);
    if (/model/.test(_name)) expect(fieldOf(result.body)).toContain('model');
    if (/stream/.test(_name)) expect(fieldOf(result.body)).toContain('stream');
  });

  it('bytes that are no UTF-8 are a 400', async () => {
    const body = Buffer.from(JSON.stringify({ ...good[caller], user: '~~' }));
    body[body.indexOf('~')] = 0xff;

    expect((await ask(route, body)).body.error.message).toMatch(/UTF-8/);
  });

  it('10,000 levels of nesting are a 400', async () => {
    for (const deep of ['[', '{"a":']) {
      const close = deep === '[' ? ']' : '}';
      const value = deep.repeat(10_000) + '1' + close.repeat(10_000);
      const whole = JSON.stringify({ ...good[caller], tools: '@' }).replace('"@"', value);

      expect((await ask(route, whole)).body.error.message).toMatch(/nested/);
    }
  });

  // Providers differ in which value they take, so the gateway cannot know what it would send.
  it.each(['"model"', '"mod\\u0065l"', '"Model"'])(
    'M7: a body with the model a second time as %s is a 400 that names it',
    async (name) => {
      const body = JSON.stringify(good[caller]).replace('{', `{${name}:"other",`);
      const { status, body: answer } = await ask(route, body);

      expect(status).toBe(400);
      expect(answer.error.message).toMatch(/model/);
    },
  );

  if (!isConversation) return;

  it('a text of 10 MB arrives', async () => {
    const long = 'x'.repeat(10 * 1024 * 1024);
    const body = withText(caller, long);
    const { status, sent } = await ask(route, body);

    expect(status).toBe(200);
    expect(JSON.stringify(sent).length).toBeGreaterThan(long.length);
  });

  it('a request with 20,000 messages gets a response', async () => {
    const list = Array.from({ length: 20_000 }, (_, index) => ({
      role: index % 2 === 0 ? 'user' : 'assistant',
      content: 'word',
    }));
    const body = { ...good[caller], [caller === 'responses' ? 'input' : 'messages']: list };

    expect((await ask(route, body)).status).toBe(200);
  });

  it('half a surrogate pair is accepted, and replaced', async () => {
    const { status, sent } = await ask(route, withText(caller, 'a\ud83d b \\ud83d c\ud83d\ude00'));

    expect(status).toBe(200);
    expect(textsOf(sent)).toContain('a\ufffd b \\ud83d c\ud83d\ude00');
  });

  it('an unknown role is a 400 that names it, or is passed on to the upstream', async () => {
    const list = [{ role: 'narrator', content: 'hi' }];
    const field = caller === 'responses' ? 'input' : 'messages';
    const { status, body } = await ask(route, { ...good[caller], [field]: list });

    expect(status).toBe(isConverted ? 400 : 200);
    if (isConverted) expect(fieldOf(body)).toContain(`${field}[0].role`);
  });

  if (!isConverted) return;

  it('a result without a call is kept as text', async () => {
    const { status, sent } = await ask(route, { ...good[caller], ...orphan[caller] });

    expect(status).toBe(200);
    expect(problemsOf(upstreamDialect, sent)).toEqual([]);
    expect(textsOf(sent).join('\n')).toContain('result without a call');
  });

  it.each(Object.entries(fieldsOf[caller]))('%s of another type is named', async (field, type) => {
    for (const value of [1, true, 'text', [], {}]) {
      const kind = Array.isArray(value) ? 'array' : typeof value;
      if (type.split('|').includes(kind)) continue;
      const { status, body } = await ask(route, { ...good[caller], [field]: value });

      expect(`${JSON.stringify(value)}: ${status}`).toBe(`${JSON.stringify(value)}: 400`);
      expect(fieldOf(body)).toContain(field);
    }
  });
});

describe.each(routes.filter(({ path, caller }) => path === paths[caller]))(
  'fuzzed: $path to $upstreamDialect',
  (route) => {
    const { caller, upstreamDialect } = route;

    it('gets a response or a refusal, and what is converted is valid', async () => {
      await fc.assert(
        fc.asyncProperty(mutationsOf(templates[caller]), async (body) => {
          const { status, sent } = await ask(route, body);
          if (status !== 200 || caller === upstreamDialect) return;
          expect(problemsOf(upstreamDialect, sent)).toEqual([]);
        }),
        { numRuns: 150, seed: 7 },
      );
    });
  },
);

it('the gateway still serves requests', async () => {
  for (const route of routes.filter(({ path, caller }) => path === paths[caller])) {
    expect((await ask(route, good[route.caller])).status).toBe(200);
  }
  expect(gateway.output()).not.toMatch(/failed unexpectedly|unhandled|uncaught/i);
});

/** A value of the right type that is not valid is refused by the provider, with its own message. */
const judgedByUpstream =
  /^(model|.*max.*tokens|temperature|.*verbosity|.*budget_tokens|.*(source|url|detail|format)(\..*)?)$/;

/** The template with one to three of its values removed or replaced. */
function mutationsOf(template: object): fc.Arbitrary<unknown> {
  const spots = spotsOf(template).filter((spot) => !judgedByUpstream.test(spot.join('.')));
  const junk = fc.oneof(
    fc.constantFrom(undefined, null, '', ' ', 'x', 0, -1, 1e9, true, [], {}, [[]], [null], [{}]),
    fc.constantFrom('é'.repeat(200), 'a b/c', '../..', '__proto__', 'user', 'none', 'required'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const change = fc.tuple(fc.constantFrom(...spots), junk);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = structuredClone(template);
    for (const [spot, value] of changes) put(copy, spot, value);
    return copy;
  });
}

/** Paths to every value inside. */
function spotsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) => spotsOf(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function put(root: any, path: string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce((at, key) => at?.[key], root);
  // An earlier change may have removed the path.
  if (typeof parent === 'object' && parent !== null) parent[path.at(-1)!] = structuredClone(value);
}

function withText(caller: Dialect, text: string): Record<string, unknown> {
  const list = [{ role: 'user', content: text }];
  return { ...good[caller], [caller === 'responses' ? 'input' : 'messages']: list };
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
