import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { JsonObject } from '@codegate/kernel';

import type { Effort, LlmRequest, Reasoning } from '../model.js';
import { responses } from '../responses/index.js';
import type { ModelCapabilities, ProviderQuirks, Target } from '../target.js';
import { readRequest } from './read-request.js';
import { writeRequest } from './write-request.js';

type Differences = {
  capabilities?: Partial<ModelCapabilities>;
  quirks?: Partial<ProviderQuirks>;
} & Partial<Pick<Target, 'issuer' | 'dialect'>>;

function aTarget({ capabilities, quirks, ...rest }: Differences = {}): Target {
  return {
    dialect: 'chat',
    provider: 'test',
    issuer: 'openai',
    model: 'upstream-model',
    ...rest,
    capabilities: {
      contextTokens: null,
      maxOutputTokens: 1000,
      sampling: 'full',
      thinking: [],
      efforts: ['none', 'low', 'medium', 'high'],
      prefill: true,
      stop: true,
      structuredOutput: true,
      midSystem: true,
      images: true,
      pdf: true,
      developerRole: false,
      ...capabilities,
    },
    quirks: {
      maxTokensField: 'max_tokens',
      toolIdLimit: 64,
      reasoningField: null,
      reasoningFieldRequired: false,
      reasoningControl: 'reasoning_effort',
      efforts: null,
      allowedFields: null,
      refusedFields: [],
      refusedSchemaKeywords: [],
      topK: false,
      cacheControl: false,
      files: true,
      toolChoice: true,
      parallelToolCalls: true,
      structuredOutput: true,
      developerRole: false,
      thoughtSignatures: false,
      streamOnly: false,
      thinkTags: false,
      ...quirks,
    },
  };
}

const hello = [{ role: 'user', content: 'Hello' }];

function aRequest(changes: Partial<LlmRequest> = {}): LlmRequest {
  return { ...readRequest({ model: 'm', messages: hello }), ...changes };
}

function aFixture(path: string): JsonObject {
  const file = new URL(`../../../../test/fixtures/clients/${path}.json`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(file), 'utf8')) as JsonObject;
}

describe('reading a chat request', () => {
  it.each([
    [{ messages: hello }, 'model'],
    [{ model: 'm' }, 'messages'],
    [{ model: 'm', messages: [] }, 'messages'],
    [{ model: 'm', messages: ['x'] }, 'messages[0]'],
    [{ model: 'm', messages: [{ role: 'wizard', content: 'x' }] }, 'messages[0].role'],
    [{ model: 'm', messages: [{ role: 'tool', content: 'x' }] }, 'messages[0].tool_call_id'],
    [{ model: 'm', messages: hello, tools: [{ type: 'function' }] }, 'tools[0].function'],
    [{ model: 'm', messages: hello, tools: [{ function: {} }] }, 'tools[0].function.name'],
  ])('names the field at fault: %j', (body, field) => {
    expect(() => readRequest(body)).toThrow(
      expect.objectContaining({ code: 'invalid_request', field }),
    );
  });

  it.each<[JsonObject, Reasoning | undefined]>([
    [{}, undefined],
    [{ reasoning_effort: 'none' }, { off: true }],
    [{ reasoning_effort: 'high' }, { effort: 'high' }],
    [{ reasoning_effort: 'ultra' }, undefined],
    [{ reasoning: { effort: 'low' } }, { effort: 'low' }],
    [{ reasoning: { max_tokens: 2000 } }, { budgetTokens: 2000 }],
    [{ reasoning: { enabled: true } }, { adaptive: true }],
    [{ reasoning: { enabled: false } }, { off: true }],
    [{ thinking: { type: 'disabled' } }, { off: true }],
    [{ thinking: { type: 'enabled' } }, { adaptive: true }],
  ])('understands %j', (fields, expected) => {
    expect(readRequest({ model: 'm', messages: hello, ...fields }).reasoning).toEqual(expected);
  });

  it('keeps a key __proto__ an ordinary one', () => {
    const body = JSON.parse(
      '{"model":"m","messages":[{"role":"user","content":"x"}],"__proto__":{"n":5}}',
    );

    const request = readRequest(body);

    expect(request.extra.n).toBeUndefined();
    expect(Object.keys(request.extra)).toEqual(['__proto__']);
  });
});

describe('asking for reasoning', () => {
  it.each<[Reasoning, ProviderQuirks['reasoningControl'], Partial<ModelCapabilities>, JsonObject]>([
    [{ off: true }, 'reasoning_effort', {}, { reasoning_effort: 'none' }],
    [
      { off: true },
      'reasoning_effort',
      { efforts: ['minimal', 'low'] },
      { reasoning_effort: 'minimal' },
    ],
    [{ off: true }, 'reasoning_effort', { efforts: null }, {}],
    [{ effort: 'max' }, 'reasoning_effort', {}, { reasoning_effort: 'high' }],
    [{ effort: 'minimal' }, 'reasoning_effort', {}, { reasoning_effort: 'low' }],
    [{ budgetTokens: 5000 }, 'reasoning_effort', {}, { reasoning_effort: 'medium' }],
    [{ adaptive: true }, 'reasoning_effort', {}, {}],
    [{ off: true }, 'thinking', {}, { thinking: { type: 'disabled' } }],
    [{ effort: 'low' }, 'thinking', {}, { thinking: { type: 'enabled' } }],
    [
      { effort: 'low' },
      'thinking',
      { thinking: ['disabled', 'adaptive'] },
      { thinking: { type: 'adaptive' } },
    ],
    [{ off: true }, 'thinking', { thinking: ['enabled'] }, {}],
    [
      { effort: 'xhigh' },
      'thinking_and_effort',
      { efforts: ['high', 'max'] },
      { thinking: { type: 'enabled' }, reasoning_effort: 'max' },
    ],
    [
      { off: true },
      'thinking_and_effort',
      { efforts: ['high', 'max'] },
      { thinking: { type: 'disabled' } },
    ],
    [{ off: true }, 'reasoning_object', {}, { reasoning: { enabled: false } }],
    [{ effort: 'high' }, 'reasoning_object', { efforts: null }, { reasoning: { effort: 'high' } }],
    [{ budgetTokens: 9 }, 'reasoning_object', {}, { reasoning: { max_tokens: 9 } }],
    [{ adaptive: true }, 'reasoning_object', {}, { reasoning: { enabled: true } }],
    [{ effort: 'high' }, 'none', {}, {}],
  ])('%j by %s of a model with %j', (reasoning, reasoningControl, capabilities, expected) => {
    const target = aTarget({ capabilities, quirks: { reasoningControl } });

    const { body } = writeRequest(aRequest({ reasoning }), target);

    const { reasoning_effort, thinking, reasoning: object } = body;
    expect(JSON.parse(JSON.stringify({ reasoning_effort, thinking, reasoning: object }))).toEqual(
      expected,
    );
  });

  it('reports an effort that could not be asked for', () => {
    const target = aTarget({ capabilities: { efforts: null } });

    const { changes } = writeRequest(
      aRequest({ reasoning: { effort: 'high' satisfies Effort } }),
      target,
    );

    expect(changes).toEqual([
      { action: 'dropped', path: 'reasoning', reason: 'the model has no levels of effort' },
    ]);
  });
});

describe('writing a chat request', () => {
  it('never changes the request it writes', () => {
    const request = readRequest(aFixture('copilot-cli/chat'));
    const before = JSON.stringify(request);

    writeRequest(request, aTarget({ quirks: { refusedFields: ['top_p'], toolIdLimit: 10 } }));
    responses.request.write(request, aTarget({ dialect: 'responses' }));

    expect(JSON.stringify(request)).toBe(before);
  });

  it('sends what every request to the provider needs', () => {
    const { body } = writeRequest(
      aRequest(),
      aTarget({ quirks: { alwaysSend: { reasoning_split: true } } }),
    );

    expect(body).toMatchObject({ reasoning_split: true, model: 'upstream-model' });
  });

  it('asks for usage in every stream', () => {
    const { body } = writeRequest(aRequest({ stream: true }), aTarget());

    expect(body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it('keeps cache marks where they are understood, and reports once where they are not', () => {
    const cache_control = { type: 'ephemeral' };
    const content = [{ type: 'text', text: 'a', cache_control }];
    const request = readRequest({
      model: 'm',
      messages: [
        { role: 'system', content },
        { role: 'user', content },
      ],
    });

    const kept = writeRequest(request, aTarget({ quirks: { cacheControl: true } }));
    const lost = writeRequest(request, aTarget());

    expect(kept.body.messages).toEqual([
      { role: 'system', content },
      { role: 'user', content },
    ]);
    expect(kept.changes).toEqual([]);
    expect(lost.body.messages).toEqual([
      { role: 'system', content: 'a' },
      { role: 'user', content: 'a' },
    ]);
    expect(lost.changes.map((change) => change.path)).toEqual(['cache_control']);
  });

  it('puts a schema into the instructions of a model that takes none', () => {
    const format = { kind: 'json_schema' as const, name: 'x', schema: { type: 'object' } };
    const target = aTarget({ quirks: { structuredOutput: false } });

    const { body, changes } = writeRequest(aRequest({ format }), target);

    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(JSON.stringify(body.messages)).toContain('JSON schema');
    expect(changes[0]).toMatchObject({ action: 'changed', path: 'response_format' });
  });

  it('replaces pictures a model cannot see by a note', () => {
    const messages = [
      {
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }],
      },
    ];
    const target = aTarget({ capabilities: { images: false } });

    const { body, changes } = writeRequest(readRequest({ model: 'm', messages }), target);

    expect(body.messages).toEqual([
      { role: 'user', content: '[image left out: the model cannot read it]' },
    ]);
    expect(changes).toHaveLength(1);
  });

  it('sends reasoning_details back to their maker only', () => {
    const reasoning_details = [{ type: 'reasoning.encrypted', data: 'AA', index: 0 }];
    const messages = [
      ...hello,
      { role: 'assistant', content: 'Hi', reasoning: 'Hm', reasoning_details },
      ...hello,
    ];
    const request = readRequest({ model: 'm', messages });
    const quirks = { reasoningField: 'reasoning_details' as const };

    const own = writeRequest(request, aTarget({ issuer: 'openrouter', quirks }));
    const other = writeRequest(request, aTarget({ issuer: 'minimax', quirks }));

    expect((own.body.messages as JsonObject[])[1]).toMatchObject({ reasoning_details });
    expect((other.body.messages as JsonObject[])[1]).toEqual({
      role: 'assistant',
      content: 'Hi',
      reasoning: 'Hm',
    });
  });

  it('refuses an uploaded file that only Anthropic has', () => {
    const messages = [
      { role: 'user' as const, parts: [{ type: 'image' as const, fileId: 'file_1' }] },
    ];

    const write = () => writeRequest(aRequest({ dialect: 'messages', messages }), aTarget());

    expect(write).toThrow(expect.objectContaining({ code: 'invalid_request' }));
  });
});

describe('recorded requests of real clients', () => {
  it.each(['copilot-cli/chat', 'opencode/chat'])(
    '%s stays what it was on the way to another chat server',
    (path) => {
      const body = aFixture(path);

      const written = writeRequest(
        readRequest(body),
        aTarget({ capabilities: { maxOutputTokens: null } }),
      );

      expect(written.body.messages).toEqual(
        (body.messages as JsonObject[]).map((message) => {
          const { refusal, ...rest } = message;
          expect(refusal ?? null).toBeNull();
          return message.tool_calls ? { ...rest, content: null } : rest;
        }),
      );
      expect(Object.keys(written.body).sort()).toEqual(Object.keys(body).sort());
      expect(written.changes).toEqual([]);
    },
  );

  it.each([
    'codex/parallel-calls',
    'codex/apply-patch',
    'codex/additional-tools',
    'opencode/responses',
  ])('%s can be answered by a chat server', (path) => {
    const body = aFixture(path);

    const { body: written, changes } = writeRequest(responses.request.read(body), aTarget());

    const messages = written.messages as JsonObject[];
    const input = body.input as JsonObject[];
    const outputs = input.filter((item) => String(item.type).endsWith('call_output'));
    expect(messages.filter((message) => message.role === 'tool')).toHaveLength(outputs.length);
    const called = messages.flatMap((message) => (message.tool_calls ?? []) as JsonObject[]);
    const names = (written.tools as JsonObject[]).map((tool) => (tool.function as JsonObject).name);
    for (const call of called) expect(names).toContain((call.function as JsonObject).name);
    expect(written.prompt_cache_key).toBe(body.prompt_cache_key);
    expect(changes.filter((change) => change.path === 'client_metadata')).toHaveLength(
      'client_metadata' in body ? 1 : 0,
    );
  });

  it.each(['codex/parallel-calls', 'codex/apply-patch', 'opencode/responses'])(
    '%s stays what it was on the way to another Responses server',
    (path) => {
      const body = aFixture(path);
      const target = aTarget({
        dialect: 'responses',
        capabilities: { developerRole: true },
        quirks: { developerRole: true },
      });

      const { body: written } = responses.request.write(responses.request.read(body), target);

      const kinds = (items: unknown) =>
        (items as JsonObject[])
          .map((item) => item.type ?? 'message')
          .filter((type) => type !== 'message');
      expect(kinds(written.input)).toEqual(kinds(body.input));
      expect(written).toMatchObject({
        store: false,
        include: body.include,
        prompt_cache_key: body.prompt_cache_key,
        text: body.text,
        tool_choice: body.tool_choice,
      });
      for (const item of written.input as JsonObject[]) {
        if (item.type === 'reasoning') expect(item.encrypted_content).toMatch(/^gAAA/);
      }
    },
  );
});
