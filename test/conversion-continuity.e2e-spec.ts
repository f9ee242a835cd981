import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, addTenant, aMessage, call } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;
/** A tenant whose only account speaks Anthropic's Messages, and one whose account speaks Chat. */
let anthropic: Record<string, string>;
let chat: Record<string, string>;

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway({ env: { PROXY_API_KEY: 'proxy-key-1' } });
  const one = await addAccount(gateway, upstream, { name: 'one', dialects: ['messages'] });
  const two = await addAccount(gateway, upstream, { name: 'two', dialects: ['chat'] });
  anthropic = (await addTenant(gateway, [one.id], { privacyEnabled: true })).headers;
  chat = (await addTenant(gateway, [two.id])).headers;
});
afterAll(async () => {
  await gateway.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.requests.length = 0;
});

type Item = { type: string; encrypted_content: string };
const input = [{ role: 'user', content: 'write to mail.person@example.org' }];
const trigger = { type: 'compaction_trigger' };

/** The body of the last request to the upstream, as text. */
const lastBody = (): string => upstream.requests.at(-1)?.body ?? '';

describe('K4: a compaction of Codex at an account of another provider', () => {
  it.each([
    ['/v1/responses', [...input, trigger]],
    ['/v1/responses/compact', input],
  ])('at %s ends with one item that keeps the session alive', async (path, items) => {
    upstream.answer(answers.anthropic('We write to a person.'));
    const response = await call(gateway, path, { model: 'gpt-5', input: items }, anthropic);
    const { output } = (await response.json()) as { output: Item[] };

    expect(response.status).toBe(200);
    expect(output).toMatchObject([{ type: 'compaction' }]);
    expect(lastBody()).toContain('Write a summary');

    upstream.answer(answers.anthropic());
    const next = [...output, { role: 'user', content: 'go on' }];
    const after = await call(gateway, '/v1/responses', { model: 'gpt-5', input: next }, anthropic);
    expect(after.status).toBe(200);
    expect(lastBody()).toContain('We write to a person.');
  });

  it('streams one item and the end', async () => {
    upstream.answer(answers.anthropic('A summary.'));
    const body = { model: 'gpt-5', input: [...input, trigger], stream: true };
    const text = await (await call(gateway, '/v1/responses', body, anthropic)).text();

    expect(text.match(/event: response\.output_item\.done/g)).toHaveLength(1);
    expect(text).toContain('event: response.completed');
    expect(text).not.toContain('output_text.delta');
  });

  it('hides the personal data of a summary from the provider like that of any other text', async () => {
    const summary = Buffer.from('The address is other.person@example.org').toString('base64');
    const item = { type: 'compaction', encrypted_content: `cg1.summary.${summary}` };
    upstream.answer(answers.anthropic());
    const body = { model: 'gpt-5', input: [item, { role: 'user', content: 'go on' }] };
    await call(gateway, '/v1/responses', body, anthropic);

    expect(lastBody()).toContain('The address is');
    expect(lastBody()).not.toContain('other.person@example.org');
  });
});

describe('case 53: stop sequences at a target that writes on', () => {
  it.each([false, true])('end the text, stream %s', async (stream) => {
    // A server that ignores the field is like one that does not have it.
    upstream.answer(answers.chat('before STOP after'));
    const body = aMessage({ stop_sequences: ['STOP'], stream });
    const text = await (await call(gateway, '/v1/messages', body, chat)).text();

    expect(text).toContain('before ');
    expect(text).not.toContain('after');
    expect(text).toContain('"stop_reason":"stop_sequence","stop_sequence":"STOP"');
  });
});

describe('case 36: a conversation that does not fit', () => {
  const tooLong = { error: { message: 'the input length exceeds the context length' } };

  it.each([
    ['/v1/messages', aMessage(), 'prompt is too long'],
    ['/v1/chat/completions', aMessage(), 'context_length_exceeded'],
    ['/v1/responses', { model: 'gpt-5', input: 'hi' }, 'context_length_exceeded'],
  ])(
    'is told at %s in the words clients compact on, and costs the account nothing',
    async (path, body, words) => {
      for (const status of [400, 500]) {
        upstream.answer(answers.json(status, tooLong));
        const response = await call(gateway, path, body, chat);

        expect(response.status).toBe(400);
        expect(await response.text()).toContain(words);
      }
      upstream.answer(answers.chat());
      expect((await call(gateway, path, body, chat)).status).toBe(200);
    },
  );
});
