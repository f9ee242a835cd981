import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Dialect } from './support/callers.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { startUpstream, type Upstream } from './support/upstream.js';
import { anyAnswer, problemsOf } from './support/validators/index.js';
import { schemaOf, spokenIn, textsOf, toolsIn } from './support/validators/spoken.js';

/**
 * What coding agents really send, to models of every kind: the provider gets nothing it refuses, and everything the
 * agent needs.
 */
const fixtures = join(import.meta.dirname, 'fixtures/clients');
let gateway: Gateway;
let upstream: Upstream;
const keys = new Map<string, string>();

type Recorded = {
  name: string;
  caller: Dialect;
  path: string;
  headers: Record<string, string>;
  body: Record<string, any>;
};
const dialectOfPath: Record<string, Dialect> = {
  '/v1/messages': 'messages',
  '/v1/chat/completions': 'chat',
  '/v1/responses': 'responses',
};
/** The connection's own, and what the recording took out. */
const notSent = /^(host|connection|content-length|accept-encoding|authorization|x-api-key)$/i;

const recorded: Recorded[] = readdirSync(fixtures).flatMap((client) =>
  readdirSync(join(fixtures, client, 'recorded')).map((file) => {
    const request = JSON.parse(readFileSync(join(fixtures, client, 'recorded', file), 'utf8'));
    const pairs = request.headers as [string, string][];
    return {
      name: `${client}/${file.replace('.json', '')}`,
      caller: dialectOfPath[request.path]!,
      path: `${request.path}${request.query.length > 0 ? `?${new URLSearchParams(request.query).toString()}` : ''}`,
      headers: Object.fromEntries(pairs.filter(([name]) => !notSent.test(name))),
      body: request.body,
    };
  }),
);

const targets: { name: string; provider: string; dialect: Dialect; model: string }[] = [
  { name: 'Sonnet 4.5', provider: 'anthropic', dialect: 'messages', model: 'claude-sonnet-4-5' },
  { name: 'Opus 5.5', provider: 'anthropic', dialect: 'messages', model: 'claude-opus-5-5' },
  { name: 'GPT-5.5 Chat', provider: 'openai', dialect: 'chat', model: 'gpt-5.5' },
  { name: 'GPT-4o', provider: 'openai', dialect: 'chat', model: 'gpt-4o' },
  { name: 'DeepSeek', provider: 'deepseek', dialect: 'chat', model: 'deepseek-v4-flash' },
  { name: 'Cerebras', provider: 'cerebras', dialect: 'chat', model: 'gpt-oss-120b' },
  { name: 'Gemini', provider: 'gemini', dialect: 'chat', model: 'gemini-2.5-flash' },
  { name: 'Gemini Pro', provider: 'gemini', dialect: 'chat', model: 'gemini-2.5-pro' },
  { name: 'GPT-5.5 Responses', provider: 'openai', dialect: 'responses', model: 'gpt-5.5' },
];
const natives = [
  { name: 'native messages', provider: 'anthropic', dialect: 'messages' },
  { name: 'native chat', provider: 'openai', dialect: 'chat' },
  { name: 'native responses', provider: 'openai', dialect: 'responses' },
];

beforeAll(async () => {
  upstream = await startUpstream(anyAnswer);
  gateway = await startGateway();
  for (const { name, provider, dialect, ...target } of [...targets, ...natives]) {
    const account = await gateway.must('POST', '/api/accounts', {
      name,
      provider,
      apiKey: 'upstream-key-123',
      baseUrl: upstream.url,
      dialects: [dialect],
    });
    const targetModel = 'model' in target ? { targetModel: target.model } : {};
    const config = await gateway.must('POST', '/api/configs', {
      name,
      tiers: ['opus', 'sonnet', 'haiku'].map((tier) => ({
        tier,
        accountId: account.id,
        ...targetModel,
      })),
    });
    const tenant = await gateway.must('POST', '/api/tenants', { name, configId: config.id });
    keys.set(name, tenant.apiKey);
  }
});
afterAll(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

/** Sends it through the gateway; what the upstream got, and what the agent got. */
async function replay(request: Recorded, target: string, body: string) {
  const before = upstream.requests.length;
  const response = await fetch(gateway.proxyUrl + request.path, {
    method: 'POST',
    headers: { ...request.headers, 'x-api-key': keys.get(target)! },
    body,
  });
  const text = await response.text();
  expect(`${response.status} ${response.status === 200 ? '' : text}`).toBe('200 ');
  expect(upstream.requests).toHaveLength(before + 1);
  return { received: upstream.requests[before]!, text };
}

describe.each(recorded)('$name', (request) => {
  const { caller, body } = request;

  it('arrives unchanged at an account that speaks its format', async () => {
    // Indented, as no serializer of ours would write it.
    const bytes = JSON.stringify(body, null, 1);
    const { received } = await replay(request, `native ${caller}`, bytes);

    expect(received.body).toBe(bytes);
    expect(received.url).toContain(request.path.replace(/^\/v1/, ''));
  });

  it.each(targets.filter(({ dialect }) => dialect !== caller))(
    'is understood by $name',
    async ({ name, dialect, model }) => {
      const { received, text } = await replay(request, name, JSON.stringify(body));
      const sent = JSON.parse(received.body);

      expect(sent.model).toBe(model);
      expect(problemsOf(dialect, sent)).toEqual([]);

      const said = textsOf(sent).join('\n');
      expect(spokenIn(caller, body).filter((words) => !said.includes(words))).toEqual([]);

      const tools = toolsIn(dialect, sent).map((tool) => tool.name);
      const wanted = toolsIn(caller, body);
      expect(wanted.map((tool) => tool.name).filter((tool) => !tools.includes(tool))).toEqual([]);
      expect(
        wanted.flatMap(({ description }) => description).filter((each) => !said.includes(each)),
      ).toEqual([]);

      for (const image of blind.has(model) ? [] : imagesIn(body))
        expect(received.body).toContain(image);
      expect(effortIn(sent)).toEqual(expectedEffort(model, effortIn(body), sent));
      expect(text).toContain('Hello');
    },
  );
});

describe.each(targets)('the schema of an answer to $name', ({ name, dialect }) => {
  const schema = {
    type: 'object',
    properties: { verdict: { type: 'string' } },
    required: ['verdict'],
    additionalProperties: false,
  };
  const formats: Record<Dialect, object> = {
    messages: { output_config: { format: { type: 'json_schema', schema } } },
    chat: { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } } },
    responses: { text: { format: { type: 'json_schema', name: 'answer', schema } } },
  };

  it.each(Object.entries(formats).filter(([caller]) => caller !== dialect))(
    'arrives from %s',
    async (caller, format) => {
      const request = recorded.find((each) => each.caller === caller)!;
      const body = JSON.stringify({ ...request.body, ...format });
      const { received } = await replay(request, name, body);
      const sent = JSON.parse(received.body);

      expect(problemsOf(dialect, sent)).toEqual([]);
      // Where there is no field for it, it is said in words.
      expect(
        schemaOf(sent) ??
          JSON.parse(/\{"type":"object".*"verdict".*\}/.exec(textsOf(sent).join('\n'))![0]),
      ).toMatchObject({ properties: schema.properties });
    },
  );
});

/** Base64 data of all images in a body. */
function imagesIn(body: object): string[] {
  return textsOf(body).flatMap(
    (text) => /^(?:data:image\/\w+;base64,)?(iVBOR\S+)$/.exec(text)?.[1] ?? [],
  );
}

/** Models without image input; a text says that there was an image. */
const blind = new Set(['deepseek-v4-flash', 'gpt-oss-120b']);

type Effort = { effort?: string; thinking?: string };

/** How much the body asks the model to think, in whichever words. */
function effortIn(body: Record<string, any>): Effort {
  const effort = body.output_config?.effort ?? body.reasoning_effort ?? body.reasoning?.effort;
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(body.thinking === undefined ? {} : { thinking: body.thinking.type }),
  };
}

function expectedEffort(model: string, asked: Effort, sent: Record<string, any>): Effort {
  // opencode gives its title model a budget, of a medium size.
  const effort = asked.effort ?? (asked.thinking === 'enabled' ? 'medium' : undefined);
  if (model === 'gpt-4o') return {};
  if (effort === undefined) {
    return model === 'deepseek-v4-flash' && asked.thinking ? { thinking: 'enabled' } : {};
  }
  switch (model) {
    case 'deepseek-v4-flash':
      return effort === 'none' ? { thinking: 'disabled' } : { effort: 'high', thinking: 'enabled' };
    case 'gpt-oss-120b':
      return { effort: effort === 'none' ? 'low' : effort };
    case 'gemini-2.5-pro':
      return { effort: effort === 'none' ? 'minimal' : effort };
    case 'claude-opus-5-5':
      return effort === 'none' ? {} : { effort, thinking: 'adaptive' };
    case 'claude-sonnet-4-5': {
      // Within a running tool call that did not begin with thinking of its own, Claude refuses to think.
      const isRunning = sent.messages.at(-1).content[0].type === 'tool_result';
      return { thinking: isRunning || effort === 'none' ? 'disabled' : 'enabled' };
    }
    default:
      return { effort };
  }
}
