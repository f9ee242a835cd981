import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';

import { createEngine } from '../engine.js';
import { builtInIds } from '../guardrails/index.js';
import { MemoryMappings } from '../memory-mappings.js';

const engine = createEngine({
  key: Buffer.alloc(32, 7),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  mappings: new MemoryMappings(),
});
const mask = (dialect: Dialect, body: JsonObject) => engine.anonymizeBody('t', dialect, body).body;
const maskText = (text: string) => engine.anonymizeText('t', text).text;
const mail = 'bob.secret@corp-internal.com';
const token = maskText(mail);
const iban = 'DE89370400440532013000';
const url = 'https://app:Tr0ub4dor3x@files.corp.io/a.png?for=' + mail;
const text64 = (text: string) => Buffer.from(text).toString('base64');

/** What clients send back of a response: in the request of the next turn, in the order of the dialect. */
const nextTurn: Record<Dialect, (response: JsonObject) => JsonObject> = {
  messages: ({ content }) => ({ messages: [{ role: 'assistant', content }] }),
  chat: ({ choices }) => ({
    messages: (choices as { message: JsonObject }[]).map(({ message }) => message),
  }),
  responses: ({ output }) => ({ input: output }),
};

/** A response with these values in each place in which clients receive them. */
const responseWith: Record<Dialect, (first: string, second: string) => JsonObject> = {
  messages: (first, second) => ({
    content: [
      { type: 'text', text: `to ${first}` },
      { type: 'tool_use', id: 'a', name: 'w', input: argumentsWith(first, second) },
    ],
  }),
  chat: (first, second) => ({
    choices: [
      {
        message: {
          role: 'assistant',
          content: `to ${first}`,
          tool_calls: [
            {
              id: 'a',
              function: { name: 'w', arguments: JSON.stringify(argumentsWith(first, second)) },
            },
          ],
        },
      },
    ],
  }),
  responses: (first, second) => ({
    output: [
      { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: first }] },
      { type: 'function_call', arguments: JSON.stringify(argumentsWith(first, second)) },
      { type: 'custom_tool_call', input: JSON.stringify(argumentsWith(first, second)) },
    ],
  }),
};

function argumentsWith(first: string, second: string): JsonObject {
  return {
    who: first,
    quotas: { [first]: 5, [`the ${second}`]: { [second]: [first] } },
    list: [{ [second]: null }],
    inner: JSON.stringify({ [first]: { deep: JSON.stringify({ [second]: first }) } }),
  };
}

const values = fc.oneof(
  fc.stringMatching(/^[a-z]{3,9}\.[a-z]{3,9}@[a-z]{4,9}\.com$/),
  fc.constantFrom(iban, '4111 1111 1111 1111', '+1 650 253 0147', 'AKIA' + 'QWERTYUIOPASDFGH'),
);

describe('walkBody: names of members', () => {
  it.each(['messages', 'chat', 'responses'] as const)(
    'H7: what was restored for a client of %s is masked again in every place',
    (dialect) => {
      fc.assert(
        fc.property(values, values, (first, second) => {
          const sent = responseWith[dialect](maskText(first), maskText(second));
          const received = engine.restoreBody('t', dialect, sent);
          const back = mask(dialect, nextTurn[dialect](received));

          expect(JSON.stringify(received)).toContain(first);
          expect(back).toEqual(nextTurn[dialect](sent));
        }),
      );
    },
  );

  it('H7: names in JSON keep every other byte', () => {
    const args = `{ "${mail}" : 1.0, "\\u0061" :[ "${mail}" ] }`;
    const masked = mask('chat', {
      messages: [{ tool_calls: [{ function: { arguments: args } }] }],
    });

    expect(masked).toEqual({
      messages: [{ tool_calls: [{ function: { arguments: args.replaceAll(mail, token) } }] }],
    });
  });

  it('H7: arguments of 12 MB are read', () => {
    const args = JSON.stringify({ a: `${'the quick brown fox\n'.repeat(600_000)} ${mail}` });
    const masked = mask('chat', {
      messages: [{ tool_calls: [{ function: { arguments: args } }] }],
    });

    expect(masked).toEqual({
      messages: [{ tool_calls: [{ function: { arguments: args.replace(mail, token) } }] }],
    });
  });

  it('H7: names that a schema declares stay', () => {
    const tools = [{ name: 'w', input_schema: { properties: { [mail]: {} }, required: [mail] } }];

    expect(mask('messages', { tools })).toEqual({ tools });
  });

  it('H7: a value that was found in a message is masked in the name of a member', () => {
    const messages = [
      { role: 'user', content: 'the password is Tr0ub4dor3x!' },
      { role: 'assistant', content: [{ type: 'tool_use', input: { 'Tr0ub4dor3x!': 1 } }] },
    ];

    expect(JSON.stringify(mask('messages', { messages }))).not.toContain('Tr0ub4dor3x!');
  });
});

describe('walkBody: what the model wrote', () => {
  const common: [text: string, value: string][] = [
    ['my name is Karl', 'Karl'],
    ['Dear Chris,', 'Chris'],
    ['Ich heiße Müller', 'Müller'],
    ['"password": "kvzqsweproot"', 'kvzqsweproot'],
  ];

  it.each(common)('H7: a common value of %j that was restored is masked again', (text, value) => {
    const restoredToken = maskText(text).slice(text.indexOf(value), text.indexOf(value) + 40);
    const name = /^cg[a-z0-9]+/.exec(restoredToken)?.[0] ?? '';
    const said = (word: string) => [
      { type: 'text', text: `So ${word}, and ${word}.` },
      { type: 'tool_use', input: { [word]: 1, who: word, command: `run --x=${word}` } },
    ];
    const ask = { role: 'user', content: text };
    const args = (word: string) => JSON.stringify({ [word]: { who: word } });

    expect(name).not.toBe('');
    expect(
      mask('messages', { messages: [ask, { role: 'assistant', content: said(value) }] }),
    ).toEqual({
      messages: [
        { role: 'user', content: maskText(text) },
        { role: 'assistant', content: said(name) },
      ],
    });
    expect(
      mask('responses', { input: [ask, { type: 'function_call', arguments: args(value) }] }),
    ).toMatchObject({ input: [{}, { arguments: args(name) }] });
    expect(
      mask('chat', {
        messages: [
          ask,
          { role: 'assistant', tool_calls: [{ function: { arguments: args(value) } }] },
        ],
      }),
    ).toMatchObject({ messages: [{}, { tool_calls: [{ function: { arguments: args(name) } }] }] });
  });

  it.each(common)('a common value of %j is not searched for in files', (text, value) => {
    const file = { role: 'user', content: [{ type: 'tool_result', content: `a ${value} in it` }] };
    const masked = mask('messages', { messages: [{ role: 'user', content: text }, file] });

    expect((masked.messages as unknown[])[1]).toBe(file);
  });
});

describe('walkBody: every text', () => {
  it.each<[string, Dialect, JsonObject]>([
    ['prompt variables', 'responses', { prompt: { id: 'p', variables: { to: mail } } }],
    [
      'parts of prompt variables',
      'responses',
      { prompt: { id: 'p', variables: { to: { type: 'input_text', text: mail } } } },
    ],
    [
      'sources and titles of search results',
      'messages',
      {
        messages: [
          { role: 'user', content: [{ type: 'search_result', source: url, title: mail }] },
        ],
      },
    ],
    [
      'URLs of documents',
      'messages',
      { messages: [{ content: [{ type: 'document', source: { type: 'url', url } }] }] },
    ],
    [
      'URLs of images in messages',
      'messages',
      { messages: [{ content: [{ type: 'image', source: { type: 'url', url } }] }] },
    ],
    [
      'URLs of images in chat',
      'chat',
      { messages: [{ content: [{ type: 'image_url', image_url: { url } }] }] },
    ],
    [
      'URLs of images in responses',
      'responses',
      { input: [{ content: [{ type: 'input_image', image_url: url }] }] },
    ],
    ['stop sequences', 'messages', { stop_sequences: [mail] }],
    ['stop', 'chat', { stop: mail }],
    [
      'response formats of chat',
      'chat',
      { response_format: { json_schema: { description: mail, schema: { title: mail } } } },
    ],
    ['text formats', 'responses', { text: { format: { type: 'json_schema', description: mail } } }],
    [
      'output formats',
      'messages',
      { output_config: { format: { schema: { properties: { a: { description: mail } } } } } },
    ],
    [
      'places of web searches',
      'chat',
      { web_search_options: { user_location: { approximate: { city: mail } } } },
    ],
    [
      'places of web search tools',
      'responses',
      { tools: [{ type: 'web_search', user_location: { city: mail } }] },
    ],
    ['examples of tools', 'messages', { tools: [{ name: 'w', input_examples: [{ [mail]: 1 }] }] }],
    [
      'defaults',
      'messages',
      { tools: [{ input_schema: { properties: { a: { default: mail } } } }] },
    ],
    ['names of participants', 'chat', { messages: [{ role: 'user', name: mail, content: 'x' }] }],
    [
      'file names',
      'responses',
      { input: [{ content: [{ type: 'input_file', filename: `${mail} cv.pdf` }] }] },
    ],
    ['metadata', 'responses', { metadata: { customer: mail, [mail]: 'x' } }],
    ['metadata in the place of an id', 'messages', { metadata: { user_id: mail } }],
    ['users', 'chat', { user: mail, safety_identifier: mail }],
    ['unknown members of a body', 'chat', { whatever: [{ for: mail }] }],
    ['unknown members of a block', 'messages', { messages: [{ content: [{ note: mail }] }] }],
    [
      'names in unknown members',
      'messages',
      { messages: [{ content: [{ quotas: { [mail]: { [mail]: 1 } } }] }] },
    ],
    [
      'blocks of an unknown type',
      'messages',
      { messages: [{ content: [{ type: 'new_block', body: { lines: [mail] } }] }] },
    ],
    ['text in place of an enum value', 'messages', { messages: [{ role: `for ${mail}` }] }],
    [
      'text in place of a signature',
      'messages',
      { messages: [{ content: [{ type: 'text', text: 'x', signature: `for ${mail}` }] }] },
    ],
    [
      'reasoning without a signature',
      'messages',
      { messages: [{ content: [{ type: 'thinking', thinking: mail, signature: '' }] }] },
    ],
    [
      'compaction',
      'messages',
      { messages: [{ content: [{ type: 'compaction', content: mail }] }] },
    ],
    [
      'citations',
      'messages',
      { messages: [{ content: [{ type: 'text', citations: [{ cited_text: mail }] }] }] },
    ],
    ['names in a choice of a tool', 'chat', { tool_choice: { function: { name: `a ${mail}` } } }],
    [
      'text after the name of a header of Claude Code',
      'messages',
      { system: `x-anthropic-billing-header: for ${mail}` },
    ],
    [
      'text after the head of a data URL',
      'chat',
      { messages: [{ content: `data:text/plain;base64,mail ${mail}` }] },
    ],
    ['transcripts', 'chat', { messages: [{ role: 'assistant', audio: { transcript: mail } }] }],
  ])('M8: reads %s', (_place, dialect, body) => {
    const masked = mask(dialect, body);
    const text = JSON.stringify(masked);

    expect(text).not.toContain(mail);
    expect(text).not.toContain('Tr0ub4dor3x');
    expect(engine.restoreBody('t', dialect, masked)).toEqual(body);
  });

  it('M8: reads a URL whose only sign of a signature is its name', () => {
    const url = `https://x.com/a?sig=1&policy=${mail.replace('@', '%40')}&se=123-45-6789&sv=AKIAIOSFODNN7QWERTYU`;
    const masked = JSON.stringify(
      mask('messages', {
        messages: [{ content: [{ type: 'image', source: { type: 'url', url } }] }],
      }),
    );

    expect(masked).not.toContain('%40');
  });

  describe('H7: a signature that anybody can write hides nothing', () => {
    const signed = { type: 'thinking', signature: 'x' };
    it.each<[string, 'messages' | 'chat' | 'responses', JsonObject]>([
      ['a message', 'chat', { messages: [{ role: 'user', ...signed, content: `mail ${mail}` }] }],
      [
        'a block of a user',
        'messages',
        { messages: [{ role: 'user', content: [{ ...signed, thinking: mail }] }] },
      ],
      [
        'another member of a block',
        'messages',
        { messages: [{ role: 'assistant', content: [{ ...signed, note: mail }] }] },
      ],
      ['the system prompt', 'messages', { system: [{ ...signed, text: mail }], messages: [] }],
      [
        'a tool result',
        'messages',
        {
          messages: [
            {
              role: 'user',
              content: [{ type: 'tool_result', content: [{ ...signed, text: mail }] }],
            },
          ],
        },
      ],
      ['an item', 'responses', { input: [{ type: 'reasoning.text', signature: 'x', text: mail }] }],
      ['metadata', 'responses', { metadata: { a: { ...signed, thinking: mail } }, input: 'x' }],
    ])('in %s', (_place, dialect, body) => {
      expect(JSON.stringify(mask(dialect, body))).not.toContain(mail);
    });

    it('but the signed text of what a model wrote stays', () => {
      const body = { messages: [{ role: 'assistant', content: [{ ...signed, thinking: mail }] }] };
      expect(mask('messages', body)).toEqual(body);
    });
  });

  it('M8: reads members of functions that only a server of the caller needs', () => {
    const tools = [
      {
        type: 'function',
        name: 'f',
        authorization: `mail ${mail}`,
        url: { note: mail },
        headers: { a: mail },
      },
      { type: 'mcp', server_url: `https://x.com/${mail}`, authorization: mail },
    ];
    const [own, server] = (mask('responses', { tools, input: 'x' }) as { tools: object[] }).tools;

    expect(JSON.stringify(own)).not.toContain(mail);
    expect(server).toEqual(tools[1]);
  });

  it.each([
    'https://b.s3.amazonaws.com/a.png?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAQWERTYUIOPASDFGH%2F20240101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Expires=3600&X-Amz-Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024',
    'https://a.blob.core.windows.net/c/a.png?sv=2022-11-02&se=2024-01-02T00%3A00%3A00Z&sr=b&sp=r&sig=abcDEF123%2Fq7Zx8vBn3mKpLwErTyUiOpAsDfGhJkL%3D',
  ])('M8: keeps what signs a URL, and masks the rest of it: %s', (signed) => {
    const withUrl = (value: string) => ({
      messages: [{ content: [{ type: 'image', source: { type: 'url', url: value } }] }],
    });

    expect(mask('messages', withUrl(signed))).toEqual(withUrl(signed));
    expect(mask('messages', withUrl(`${signed}&for=${mail}&sig=${mail}`))).toEqual(
      withUrl(`${signed}&for=${token}&sig=${token}`),
    );
  });

  it.each<[string, Dialect, (data: string) => JsonObject]>([
    [
      'files of responses',
      'responses',
      (data) => ({
        input: [{ content: [{ type: 'input_file', file_data: `data:text/plain;base64,${data}` }] }],
      }),
    ],
    [
      'files of chat',
      'chat',
      (data) => ({ messages: [{ content: [{ type: 'file', file: { file_data: data } }] }] }),
    ],
    [
      'sources of documents',
      'messages',
      (data) => ({
        messages: [
          {
            content: [
              { type: 'document', source: { type: 'base64', media_type: 'text/plain', data } },
            ],
          },
        ],
      }),
    ],
  ])('M8: reads text in base64: %s', (_place, dialect, bodyWith) => {
    const text = `Dear ${mail},\nthis is a letter that is long enough to be data.\n`;

    expect(mask(dialect, bodyWith(text64(text)))).toEqual(
      bodyWith(text64(text.replace(mail, token))),
    );
  });

  it.each([
    `user_${'5f'.repeat(32)}_account_8a1b6c1e-1234-4567-8901-123456789012_session_8a1b6c1e-1234-4567-8901-123456789012`,
    `{"device_id":"${'5f'.repeat(32)}","account_uuid":"8a1b6c1e-1234-4567-8901-123456789012","session_id":"8a1b6c1e-1234-4567-8901-123456789012"}`,
  ])('M8: the user id of Claude Code stays byte for byte: %s', (user_id) => {
    const body = { metadata: { user_id } };

    expect(mask('messages', body)).toBe(body);
  });
});

describe('walkBody: names of the members of Object', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
  const objectWith = (name: string, value: unknown) =>
    JSON.parse(
      `{"type":"text","text":"x",${JSON.stringify(name)}:${JSON.stringify(value)}}`,
    ) as JsonObject;

  it.each(names)('L2: %s as a member of a block, an input, a tool and a body', (name) => {
    for (const value of [1, mail, { [mail]: mail }]) {
      const block = objectWith(name, value);
      for (const body of [
        { messages: [{ role: 'user', content: [block] }] },
        { messages: [{ role: 'assistant', content: [{ type: 'tool_use', input: block }] }] },
        { tools: [{ name: 'w', input_schema: { properties: block } }] },
        objectWith(name, value),
      ]) {
        const masked = JSON.stringify(mask('messages', body));
        expect(masked).toContain(JSON.stringify(name));
        if (!('tools' in body)) expect(masked).not.toContain(mail);
      }
    }
  });
});
