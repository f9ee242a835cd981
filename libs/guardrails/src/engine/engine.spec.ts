import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { JsonObject } from '@codegate/kernel';

import type { Dialect } from '@codegate/protocol';
import { createEngine, type Engine } from './engine.js';
import { machineMade } from './guardrails/detections.testing.js';
import { MemoryMappings } from './memory-mappings.js';
import { builtInIds } from './guardrails/index.js';
import type { CustomGuardrail, GuardrailMode } from './types.js';

const mail = 'jane.doe@corp.com';
const anthropicKey = `sk-ant-api03-${machineMade(93)}AA`;

function anEngine(
  options: {
    mode?: GuardrailMode;
    custom?: CustomGuardrail[];
    mappings?: MemoryMappings;
  } = {},
): Engine {
  const { mode = 'anonymize', custom = [], mappings = new MemoryMappings() } = options;
  const guardrails = builtInIds.map((id) => ({ id, mode }));
  return createEngine({ key: Buffer.alloc(32, 7), guardrails, custom, mappings });
}

const fixture = (name: string) =>
  JSON.parse(
    readFileSync(resolve('test/fixtures/guardrails', `${name}.json`), 'utf8'),
  ) as JsonObject;

const fixtures: [name: string, dialect: Dialect][] = [
  ['claude-code.messages', 'messages'],
  ['opencode.messages', 'messages'],
  ['opencode.chat', 'chat'],
  ['codex.responses', 'responses'],
];

describe('anonymizeText', () => {
  it('reports what it has found, where, and the token that replaces it', () => {
    const { text, detections } = anEngine().anonymizeText('t1', `to ${mail}!`);

    expect(detections).toEqual([
      { category: 'email', mode: 'anonymize', start: 3, end: 20, replacement: text.slice(3, -1) },
    ]);
    expect(text).toMatch(/^to cgm[a-z0-9]+@cg\.test!$/);
  });

  it('replaces a value once that two guardrails find', () => {
    const { text } = anEngine().anonymizeText('t1', `api_key: ${anthropicKey}\n`);

    expect(text).toMatch(/^api_key: cgkey[a-z0-9]{21}\n$/);
  });

  it('uses the same token for a value, whichever guardrail finds it', () => {
    const text = 'password=Tr0ub4dor3x\npostgres://joe@db/ mysql -uroot -pTr0ub4dor3x';
    const { text: masked } = anEngine().anonymizeText('t1', text);
    const tokens = masked.match(/cgpass[a-z0-9]+/g) ?? [];

    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
  });

  it('changes nothing in its own output', () => {
    const engine = anEngine();
    const { text } = engine.anonymizeText(
      't1',
      `${mail} password: hunter2secret ${anthropicKey} Jane Doe`,
    );

    expect(engine.anonymizeText('t1', text)).toEqual({ text, detections: [], blocked: [] });
  });

  it('reports the categories that block, and does not replace their values', () => {
    const { text, blocked } = anEngine({ mode: 'block' }).anonymizeText('t1', `x ${mail}`);

    expect(blocked).toEqual(['email']);
    expect(text).toBe(`x ${mail}`);
  });

  it('counts what is only reported', () => {
    const { text, detections, blocked } = anEngine({ mode: 'report' }).anonymizeText(
      't1',
      `x ${mail}`,
    );

    expect(text).toBe(`x ${mail}`);
    expect(blocked).toEqual([]);
    expect(detections).toEqual([
      { category: 'email', mode: 'report', start: 2, end: 19, replacement: null },
    ]);
  });

  it('applies the rules of the operator', () => {
    const custom: CustomGuardrail[] = [
      { name: 'staff', category: 'staff', mode: 'anonymize', pattern: 'EMP-\\d{5}' },
    ];
    const engine = anEngine({ custom });
    const { text, detections } = engine.anonymizeText('t1', 'ask EMP-12345');

    expect(text).toMatch(/^ask cgword[a-z0-9]+$/);
    expect(detections[0]?.category).toBe('staff');
    expect(engine.restoreText('t1', text)).toBe('ask EMP-12345');
  });

  it('M13: blocks a custom word that is the whole text, however short, and within what another rule replaces', () => {
    const custom: CustomGuardrail[] = [
      { name: 'a', category: 'projects', mode: 'anonymize', pattern: 'Owl-\\w+' },
      { name: 'b', category: 'secret', mode: 'block', words: ['Owl', 'X'] },
    ];
    const engine = anEngine({ custom });

    expect(engine.anonymizeText('t1', 'X').blocked).toEqual(['secret']);
    expect(engine.anonymizeText('t1', 'about Owl-Report').blocked).toEqual(['secret']);
  });

  it('keeps the lines around a private key', () => {
    const line = machineMade(64);
    const pem = `-----BEGIN PRIVATE KEY-----\n${line}\n${line}\n-----END PRIVATE KEY-----`;
    const { text } = anEngine().anonymizeText('t1', pem);

    expect(text).toMatch(
      /^-----BEGIN PRIVATE KEY-----\ncgpem[a-z0-9]+\n-----END PRIVATE KEY-----$/,
    );
  });

  it('distinguishes texts that differ in an unpaired surrogate', () => {
    const engine = anEngine();
    const texts = [`\ud800 ${mail}`, `\ud801 ${mail}`, `\ufffd ${mail}`];

    for (const text of texts) {
      expect(engine.restoreText('t1', engine.anonymizeText('t1', text).text)).toBe(text);
    }
  });

  it('keeps a URL valid', () => {
    const { text } = anEngine().anonymizeText('t1', 'postgres://app:S3cr3tPw@db.internal:5432/x');
    const url = new URL(text);

    expect([url.protocol, url.host, url.pathname]).toEqual(['postgres:', 'db.internal:5432', '/x']);
  });
});

describe('anonymizeBody', () => {
  it.each(fixtures)('returns the same objects when %s has nothing to replace', (name, dialect) => {
    const body = fixture(name);
    const result = anEngine().anonymizeBody('t1', dialect, body);

    expect(result.body).toBe(body);
    expect(result).toMatchObject({ changed: false, detections: [], counts: {}, blocked: [] });
  });

  it.each(fixtures)('changes only the values in %s, and restores them', (name, dialect) => {
    const engine = anEngine();
    const body = fixture(name);
    const list = (dialect === 'responses' ? body['input'] : body['messages']) as JsonObject[];
    list.push({ role: 'user', content: `mail ${mail}` });
    const before = structuredClone(body);
    const result = engine.anonymizeBody('t1', dialect, body);
    const masked = (
      dialect === 'responses' ? result.body['input'] : result.body['messages']
    ) as JsonObject[];

    expect(body).toEqual(before);
    expect(result.counts).toEqual({ email: 1 });
    expect(masked.slice(0, -1).every((item, index) => item === list[index])).toBe(true);
    expect(masked.at(-1)?.['content']).toMatch(/^mail cgm[a-z0-9]+@cg\.test$/);
  });

  const nothing: JsonObject = {};
  it.each<[string, Dialect, JsonObject]>([
    ['system text', 'messages', { system: mail }],
    ['system blocks', 'messages', { system: [{ type: 'text', text: mail }] }],
    ['message text', 'messages', { messages: [{ role: 'user', content: mail }] }],
    ['text blocks', 'messages', { messages: [{ content: [{ type: 'text', text: mail }] }] }],
    [
      'tool input',
      'messages',
      { messages: [{ content: [{ type: 'tool_use', input: { a: [mail] } }] }] },
    ],
    [
      'tool results',
      'messages',
      { messages: [{ content: [{ type: 'tool_result', content: mail }] }] },
    ],
    [
      'blocks of tool results',
      'messages',
      {
        messages: [{ content: [{ type: 'tool_result', content: [{ type: 'text', text: mail }] }] }],
      },
    ],
    [
      'documents given as text',
      'messages',
      {
        messages: [
          { content: [{ type: 'document', title: mail, source: { type: 'text', data: mail } }] },
        ],
      },
    ],
    ['tool descriptions', 'messages', { tools: [{ name: 'x', description: mail }] }],
    [
      'descriptions of parameters',
      'messages',
      { tools: [{ input_schema: { properties: { description: { description: mail } } } }] },
    ],
    ['chat text', 'chat', { messages: [{ role: 'user', content: mail }] }],
    ['chat parts', 'chat', { messages: [{ content: [{ type: 'text', text: mail }] }] }],
    ['tool messages', 'chat', { messages: [{ role: 'tool', content: mail }] }],
    [
      'tool-call arguments',
      'chat',
      { messages: [{ tool_calls: [{ function: { name: 'x', arguments: `{"to":"${mail}"}` } }] }] },
    ],
    ['custom tool calls', 'chat', { messages: [{ tool_calls: [{ custom: { input: mail } }] }] }],
    ['functions', 'chat', { tools: [{ function: { description: mail } }] }],
    ['instructions', 'responses', { instructions: mail }],
    ['plain input', 'responses', { input: mail }],
    [
      'input items',
      'responses',
      { input: [{ role: 'user', content: [{ type: 'input_text', text: mail }] }] },
    ],
    [
      'function calls',
      'responses',
      { input: [{ type: 'function_call', arguments: `{"to":"${mail}"}` }] },
    ],
    ['function outputs', 'responses', { input: [{ type: 'function_call_output', output: mail }] }],
    ['custom tool input', 'responses', { input: [{ type: 'custom_tool_call', input: mail }] }],
    [
      'shell commands',
      'responses',
      { input: [{ type: 'local_shell_call', action: { command: [mail] } }] },
    ],
    [
      'additional tools',
      'responses',
      { input: [{ type: 'additional_tools', tools: [{ description: mail }] }] },
    ],
  ])('covers %s', (_case, dialect, body) => {
    const result = anEngine().anonymizeBody('t1', dialect, body);

    expect(JSON.stringify(result.body)).not.toContain(mail);
    expect(Object.keys(result.body)).toEqual(Object.keys(body));
  });

  /** Found by the guardrail for AWS keys, and has only characters of ids. */
  const awsKey = 'AKIA' + 'QWERTYUIOPASDFGH';
  const png = Buffer.from(`\x89PNG\r\n\x1a\n ${mail} `.repeat(4), 'latin1').toString('base64');
  it.each<[string, Dialect, JsonObject]>([
    ['models and ids of users', 'messages', { model: mail, metadata: { user_id: awsKey } }],
    [
      'names and ids of tools',
      'messages',
      { messages: [{ content: [{ type: 'tool_use', id: awsKey, name: awsKey }] }] },
    ],
    [
      'signed reasoning',
      'messages',
      {
        messages: [
          {
            role: 'assistant',
            content: [{ type: 'thinking', thinking: mail, signature: awsKey }],
          },
        ],
      },
    ],
    [
      'redacted reasoning',
      'messages',
      { messages: [{ content: [{ type: 'redacted_thinking', data: png }] }] },
    ],
    [
      'images',
      'messages',
      { messages: [{ content: [{ type: 'image', source: { type: 'base64', data: png } }] }] },
    ],
    [
      'documents in base64',
      'messages',
      { messages: [{ content: [{ type: 'document', source: { type: 'base64', data: png } }] }] },
    ],
    [
      'allowed values and references of schemas',
      'messages',
      {
        tools: [
          {
            name: awsKey,
            input_schema: {
              properties: { [mail]: { enum: [mail], pattern: mail, $ref: mail } },
              required: [mail],
            },
          },
        ],
      },
    ],
    [
      'what a provider needs to connect to an MCP server',
      'messages',
      { mcp_servers: [{ type: 'url', url: `https://${mail}/`, authorization_token: awsKey }] },
    ],
    [
      "the client's note about itself",
      'messages',
      { system: [{ type: 'text', text: 'x-anthropic-billing-header: cc_version=83.12.4.9;' }] },
    ],
    ['ids of calls', 'chat', { messages: [{ role: 'tool', tool_call_id: awsKey, content: 'x' }] }],
    [
      'images of chat',
      'chat',
      {
        messages: [
          {
            content: [{ type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } }],
          },
        ],
      },
    ],
    [
      'encrypted reasoning',
      'responses',
      { input: [{ type: 'reasoning', encrypted_content: awsKey, summary: [] }] },
    ],
    [
      'ids and keys of caches',
      'responses',
      {
        prompt_cache_key: awsKey,
        input: [{ type: 'function_call', call_id: awsKey, name: awsKey, arguments: '{}' }],
      },
    ],
    ['files', 'responses', { input: [{ content: [{ type: 'input_file', file_data: png }] }] }],
    ['an empty body', 'chat', nothing],
  ])('does not change %s', (_case, dialect, body) => {
    expect(anEngine().anonymizeBody('t1', dialect, body).body).toBe(body);
  });

  it("reads a value together with its member's name", () => {
    const body = {
      messages: [{ content: [{ type: 'tool_use', input: { password: 'hunter22' } }] }],
    };
    const args = {
      messages: [
        { tool_calls: [{ function: { arguments: '{ "password" : "hunter22", "n": 1.0 }' } }] },
      ],
    };

    expect(JSON.stringify(anEngine().anonymizeBody('t1', 'messages', body).body)).toMatch(
      /"password":"cgpass[a-z0-9]+"/,
    );
    expect(JSON.stringify(anEngine().anonymizeBody('t1', 'chat', args).body)).toMatch(
      /\{ \\"password\\" : \\"cgpass[a-z0-9]+\\", \\"n\\": 1\.0 \}/,
    );
  });

  it('finds a seen value again where no context says what it is', () => {
    const messages = [
      { role: 'user', content: 'the password is Tr0ub4dor3x!' },
      {
        role: 'assistant',
        content: [{ type: 'tool_use', input: { command: 'mysql -e x --pw=Tr0ub4dor3x!' } }],
      },
      { role: 'user', content: [{ type: 'tool_result', content: 'denied for Tr0ub4dor3x!' }] },
    ];
    const { body } = anEngine().anonymizeBody('t1', 'messages', { messages });

    expect(JSON.stringify(body)).not.toContain('Tr0ub4dor3x');
  });

  it('never changes what was sent in an earlier request', () => {
    const messages = [
      'deploy with Tr0ub4dor3x please',
      `reach me at ${mail}, Jane Doe`,
      'by the way, password: Tr0ub4dor3x',
      'again: Tr0ub4dor3x and Jane Doe',
      `-----BEGIN PRIVATE KEY-----\n${machineMade(64)}\n-----END PRIVATE KEY-----`,
    ].map((content) => ({ role: 'user', content }));
    const engine = anEngine();
    let previous = '[';
    for (let count = 1; count <= messages.length; count += 1) {
      for (const each of [engine, anEngine()]) {
        const { body } = each.anonymizeBody('t1', 'messages', {
          messages: messages.slice(0, count),
        });
        const text = JSON.stringify(body['messages']).slice(0, -1);
        expect(text.startsWith(previous)).toBe(true);
        if (each !== engine) previous = text;
      }
    }
    expect(previous).toContain('deploy with Tr0ub4dor3x');
    expect(previous).not.toContain('again: Tr0ub4dor3x');
  });

  it('reads new text only', () => {
    const mappings = new MemoryMappings();
    const remember = jest.spyOn(mappings, 'remember');
    const engine = anEngine({ mappings });
    const body = { messages: [{ role: 'user', content: anthropicKey }] };
    const first = engine.anonymizeBody('t1', 'messages', body);
    const second = engine.anonymizeBody('t1', 'messages', structuredClone(body));

    expect(remember).toHaveBeenCalledTimes(1);
    expect(second.body).toEqual(first.body);
    expect([...second.replacements]).toEqual([...first.replacements]);
  });
});

describe('restoreBody', () => {
  const engine = anEngine();
  const value = 'say "hi"\n'.repeat(9);
  const pem = engine.anonymizeText(
    't1',
    `-----BEGIN PRIVATE KEY-----\n${machineMade(64)}\n${machineMade(64)}\n-----END PRIVATE KEY-----`,
  ).text;
  const key = `${machineMade(64)}\n${machineMade(64)}`;
  const token = /cgpem\w+/.exec(pem)?.[0] ?? '';

  it('restores texts, tool input and its member names, but not signed reasoning', () => {
    const answer = {
      id: token,
      content: [
        { type: 'thinking', thinking: token, signature: 's' },
        { type: 'text', text: token },
        { type: 'tool_use', name: 'Write', input: { content: token, [token]: 1 } },
      ],
    };

    expect(engine.restoreBody('t1', 'messages', answer)).toEqual({
      id: token,
      content: [
        { type: 'thinking', thinking: token, signature: 's' },
        { type: 'text', text: key },
        { type: 'tool_use', name: 'Write', input: { content: key, [key]: 1 } },
      ],
    });
  });

  it('escapes values in the arguments of chat', () => {
    const answer = {
      choices: [
        {
          index: 0,
          message: {
            content: token,
            tool_calls: [{ function: { arguments: `{"a":"${token}"}` } }],
          },
        },
      ],
    };
    const restored = JSON.stringify(engine.restoreBody('t1', 'chat', answer));
    const body = JSON.parse(restored) as typeof answer;

    expect(body.choices[0]?.message.content).toBe(key);
    expect(JSON.parse(body.choices[0]?.message.tool_calls[0]?.function.arguments ?? '')).toEqual({
      a: key,
    });
  });

  it('restores items of responses', () => {
    const answer = {
      output: [
        { type: 'message', content: [{ type: 'output_text', text: token }] },
        { type: 'custom_tool_call', input: token },
        { type: 'reasoning', summary: [{ type: 'summary_text', text: token }] },
      ],
    };

    expect(engine.restoreBody('t1', 'responses', answer)).toEqual({
      output: [
        { type: 'message', content: [{ type: 'output_text', text: key }] },
        { type: 'custom_tool_call', input: key },
        { type: 'reasoning', summary: [{ type: 'summary_text', text: key }] },
      ],
    });
  });

  it.each(['reasoning', 'reasoning_content'])(
    'restores %s of chat, which has no signature',
    (field) => {
      const answer = { choices: [{ index: 0, message: { content: 'x', [field]: token } }] };

      expect(engine.restoreBody('t1', 'chat', answer)).toEqual({
        choices: [{ index: 0, message: { content: 'x', [field]: key } }],
      });
    },
  );

  it.each<[string, Dialect, JsonObject]>([
    ['summaries', 'responses', { input: [{ type: 'reasoning', summary: [{ text: pem }] }] }],
    ['reasoning of chat', 'chat', { messages: [{ reasoning_content: pem, content: 'x' }] }],
    ['reasoning of routers', 'chat', { messages: [{ reasoning: pem, content: 'x' }] }],
  ])('masks %s that a client sends back', (_name, dialect, body) => {
    const masked = JSON.stringify(engine.anonymizeBody('t1', dialect, body).body);

    expect(masked).toContain(token);
    expect(masked).not.toContain(machineMade(64));
  });

  it('returns a response without tokens unchanged', () => {
    const answer = { content: [{ type: 'text', text: value }] };

    expect(engine.restoreBody('t1', 'messages', answer)).toBe(answer);
  });
});
