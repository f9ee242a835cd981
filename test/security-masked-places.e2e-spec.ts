import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { callers, dialects, type Dialect } from './support/callers.js';
import { pieces, streamEcho, wholeEcho } from './support/echoes.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call } from './support/setup.js';
import { answers, startUpstream, type Handler, type Upstream } from './support/upstream.js';

/** What is masked once is masked wherever it can stand, and restored wherever a provider repeats it. */
let gateway: Gateway;
let upstream: Upstream;
/** The tenant whose account speaks this dialect only. */
const tenants = new Map<Dialect, { apiKey: string; headers: Record<string, string> }>();

const mail = 'bob.secret@corp-internal.com';

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway();
  for (const dialect of dialects) {
    const account = await addAccount(gateway, upstream, { name: dialect, dialects: [dialect] });
    tenants.set(dialect, await addTenant(gateway, [account.id]));
  }
  await gateway.must('PUT', '/api/privacy', { enabled: true });
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.requests.length = 0;
  upstream.answer(says('ok', '{}'));
});

type JsonBody = Record<string, unknown>;
const dialectOf = (url: string): Dialect =>
  url.includes('responses') ? 'responses' : url.includes('chat') ? 'chat' : 'messages';

/** Responds with a text and a call of a tool, in the dialect and form that the request asks for. */
function says(text: string, args: string): Handler {
  return (request, response) => {
    const dialect = dialectOf(request.url);
    const { stream } = JSON.parse(request.body) as { stream?: boolean };
    const type = stream ? 'text/event-stream' : 'application/json';
    response.writeHead(200, { 'content-type': type });
    response.end(
      stream
        ? streamEcho[dialect](pieces(text, 5), pieces(args, 5))
        : JSON.stringify(wholeEcho[dialect](text, args)),
    );
  };
}

const paths: Record<Dialect, string> = {
  messages: '/v1/messages',
  chat: '/v1/chat/completions',
  responses: '/v1/responses',
};
/** A small request of the dialect, with more members. */
const requestOf: Record<Dialect, (more: object) => object> = {
  messages: (more) => aMessage(more),
  chat: (more) => ({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], ...more }),
  responses: (more) => ({ model: 'm', input: 'Hi', ...more }),
};
const post = (dialect: Dialect, to: Dialect, more: object) =>
  call(gateway, paths[dialect], requestOf[dialect](more), tenants.get(to)!.headers);
const sent = () => upstream.requests.map(({ body }) => body).join('\n');

describe.each(dialects.flatMap((caller) => dialects.map((to) => ({ caller, to }))))(
  '$caller caller, $to upstream',
  ({ caller, to }) => {
    it.each([true, false])(
      'H7: what was restored in a call does not leave in the next turn (stream: %s)',
      async (stream) => {
        const user = `my name is Karl, set the quota of ${mail} to 5`;
        const ask = { user, stream, tools: true };
        const { apiKey } = tenants.get(to)!;
        let args = '';
        upstream.answer((request, response) => {
          const address = /cgm[a-z0-9]+@cg\.test/.exec(request.body)?.[0] ?? 'none';
          const name = /cgname[a-z0-9]+/.exec(request.body)?.[0] ?? 'none';
          const inner = JSON.stringify({ [address]: { [name]: address } });
          args = JSON.stringify({ quotas: { [address]: 5, [name]: 1 }, who: address, inner });
          return says(`For ${name}: ${address}`, args)(request, response);
        });
        const { text, tools } = await callers[caller](gateway.proxyUrl, apiKey, 'm', ask);
        const [call] = tools;
        const masked = args;

        expect(text).toBe(`For Karl: ${mail}`);
        expect(call!.args).toEqual({
          quotas: { [mail]: 5, Karl: 1 },
          who: mail,
          inner: JSON.stringify({ [mail]: { Karl: mail } }),
        });
        upstream.requests.length = 0;
        const results = [{ ...call!, output: `the quota of ${mail} is 5` }];
        await callers[caller](gateway.proxyUrl, apiKey, 'm', { ...ask, results });

        expect(sent()).not.toContain(mail);
        expect(sent()).not.toContain('Karl');
        const inBody = to === 'messages' ? masked : JSON.stringify(masked).slice(1, -1);
        expect(sent()).toContain(inBody);
      },
    );
  },
);

const url = `https://app:Tr0ub4dor3x@files.corp.io/a.png?for=${mail}`;
const places: [place: string, dialect: Dialect, body: object][] = [
  ['prompt variables', 'responses', { prompt: { id: 'pmpt_1', variables: { to: mail } } }],
  [
    'parts of prompt variables',
    'responses',
    { prompt: { id: 'pmpt_1', variables: { to: { type: 'input_text', text: mail } } } },
  ],
  [
    'search results',
    'messages',
    {
      messages: [
        {
          role: 'user',
          content: [
            {
              type: 'search_result',
              source: url,
              title: mail,
              content: [{ type: 'text', text: mail }],
            },
          ],
        },
      ],
    },
  ],
  [
    'document URLs',
    'messages',
    {
      messages: [
        {
          role: 'user',
          content: [{ type: 'document', title: mail, source: { type: 'url', url } }],
        },
      ],
    },
  ],
  [
    'image URLs of chat',
    'chat',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] },
  ],
  [
    'image URLs of responses',
    'responses',
    { input: [{ role: 'user', content: [{ type: 'input_image', image_url: url }] }] },
  ],
  ['stop sequences', 'messages', { stop_sequences: [mail] }],
  ['stop', 'chat', { stop: [mail] }],
  [
    'response formats',
    'chat',
    {
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'x',
          description: mail,
          schema: { type: 'object', properties: { a: { type: 'string', description: mail } } },
        },
      },
    },
  ],
  [
    'text formats',
    'responses',
    {
      text: {
        format: {
          type: 'json_schema',
          name: 'x',
          description: mail,
          schema: { type: 'object', properties: { a: { type: 'string', description: mail } } },
        },
      },
    },
  ],
  [
    'places of web searches',
    'chat',
    {
      web_search_options: { user_location: { type: 'approximate', approximate: { city: mail } } },
    },
  ],
  ['participants', 'chat', { messages: [{ role: 'user', name: mail, content: 'Hi' }] }],
  ['metadata', 'responses', { metadata: { customer: mail, [mail]: 'x' } }],
  ['user ids', 'messages', { metadata: { user_id: mail } }],
  ['users', 'chat', { user: mail }],
  [
    'file names and text files',
    'responses',
    {
      input: [
        {
          role: 'user',
          content: [
            {
              type: 'input_file',
              filename: `${mail}.pdf`,
              file_data: `data:text/plain;base64,${Buffer.from(`Dear ${mail},\n`.repeat(9)).toString('base64')}`,
            },
          ],
        },
      ],
    },
  ],
  [
    'unknown members of a block',
    'messages',
    { messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi', note: mail }] }] },
  ],
  ['unknown members of a body', 'chat', { whatever: { for: [mail], [mail]: 1 } }],
  [
    'system prompts in blocks',
    'messages',
    { system: [{ type: 'text', text: `x-anthropic-billing-header: ${mail}` }] },
  ],
  [
    'unsigned thinking',
    'messages',
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'thinking', thinking: mail, signature: '' }] },
        { role: 'user', content: 'Go on' },
      ],
    },
  ],
  [
    'content of tool results',
    'messages',
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'w', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't',
              content: [
                { type: 'text', text: mail },
                {
                  type: 'document',
                  source: { type: 'text', media_type: 'text/plain', data: mail },
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  [
    'text with characters that look like ASCII',
    'chat',
    {
      messages: [
        {
          role: 'user',
          content: 'bob.secret\uff20corp-internal.com and bob.se\u00adcret@corp-internal.com',
        },
        {
          role: 'user',
          content: 'card 4111\u00a01111\u00a01111\u00a01111, SSN 536\u201122\u20118765',
        },
      ],
    },
  ],
];
/** Nothing of this may be in a request to an upstream. */
const leaks = /bob\.se|Tr0ub4dor3x|Ym9iLnNlY3JldEBj|1111|8765/;

describe('places of a request', () => {
  it.each(places)('M8, L10: %s of %s', async (_place, dialect, body) => {
    expect((await post(dialect, dialect, body)).status).toBe(200);
    expect(sent()).not.toMatch(leaks);

    for (const to of dialects) await post(dialect, to, body);
    expect(sent()).not.toMatch(leaks);
  });
});

describe('what a provider repeats', () => {
  it.each([true, false])('M8: is restored in responses (stream: %s)', async (stream) => {
    upstream.answer((request, response) => {
      const { instructions, metadata, prompt, tools } = JSON.parse(request.body) as JsonBody;
      const repeated = JSON.stringify({ instructions, metadata, prompt, tools }).slice(1, -1);
      const body = stream
        ? streamEcho.responses(['ok'], ['{}'])
        : JSON.stringify(wholeEcho.responses('ok', '{}'));
      response.writeHead(200, {
        'content-type': stream ? 'text/event-stream' : 'application/json',
      });
      response.end(body.replaceAll('"object":"response"', `"object":"response",${repeated}`));
    });
    const more = {
      stream,
      instructions: `Write to ${mail}`,
      metadata: { for: mail },
      prompt: { id: 'p', variables: { to: mail } },
      tools: [{ type: 'function', name: 'w', description: mail, parameters: {} }],
    };
    const text = await (await post('responses', 'responses', more)).text();

    expect(sent()).not.toContain(mail);
    // The events that begin and end a stream repeat the response.
    expect(text.split(mail).length - 1).toBe(stream ? 8 : 4);
    expect(text).not.toContain('@cg.test');
  });

  it('M8: is restored in the stop sequence of a message', async () => {
    upstream.answer((request, response) => {
      const {
        stop_sequences: [stop],
      } = JSON.parse(request.body) as { stop_sequences: string[] };
      const whole = { ...wholeEcho.messages('ok', '{}'), stop_reason: 'stop_sequence' };
      return answers.json(200, { ...whole, stop_sequence: stop })(request, response);
    });
    const reply = await post('messages', 'messages', { stop_sequences: [mail] });

    expect(await reply.json()).toMatchObject({ stop_sequence: mail });
    expect(sent()).not.toContain(mail);
  });
});

describe('names of the members of Object', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'L2: %s is an ordinary name in a block, a call, a tool and a body',
    async (name) => {
      const block = `{"type":"text","text":"x ${mail}","${name}":{"a":"${mail}"}}`;
      const schema = `{"type":"object","properties":{"${name}":{"type":"string"}}}`;
      const bodies = [
        [
          '/v1/messages',
          `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[${block}]}],"${name}":1}`,
        ],
        [
          '/v1/messages',
          `{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}],"tools":[{"name":"w","input_schema":${schema}}]}`,
        ],
        [
          '/v1/chat/completions',
          `{"model":"m","messages":[{"role":"user","content":[${block}]}],"${name}":{"a":1}}`,
        ],
        [
          '/v1/responses',
          `{"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"x","${name}":"${mail}"}]}],"metadata":{"${name}":"x"}}`,
        ],
      ] as const;
      for (const [path, body] of bodies) {
        for (const to of dialects) {
          const { status } = await fetch(gateway.proxyUrl + path, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...tenants.get(to)!.headers },
            body,
          });
          expect([200, 400]).toContain(status);
          if (to === dialectOf(path)) expect(status).toBe(200);
        }
      }
      expect(sent()).not.toContain(mail);
    },
  );

  it.each(['constructor', 'toString', '__proto__', '/constructor'])(
    'L13: /v1%s is a path that does not exist',
    async (name) => {
      const { headers } = tenants.get('chat')!;
      for (const method of ['GET', 'POST', 'PUT']) {
        const { status } = await fetch(`${gateway.proxyUrl}/v1${name}`, { method, headers });
        expect(status).toBe(404);
      }
    },
  );
});

describe('what is sent beside the body', () => {
  it('L9: no parameter of the query but known ones, and no personal data in headers', async () => {
    const { apiKey, headers } = tenants.get('messages')!;
    const names = ['x-api-key', 'token', 'auth', 'k%65y', 'key', 'api_key', 'user'];
    const query = names.map((name) => `${name}=${apiKey}`).join('&');
    await call(gateway, `/v1/messages?beta=true&${query}&mail=${mail}`, aMessage(), {
      ...headers,
      'user-agent': `bot (${mail})`,
      'anthropic-beta': `some-beta,${mail}`,
    });
    const [request] = upstream.requests;

    expect(request!.url).toMatch(/\/messages\?beta=true$/);
    expect(JSON.stringify(request!.headers)).not.toContain(mail);
    expect(JSON.stringify(request!.headers)).not.toContain(apiKey);
  });
});
