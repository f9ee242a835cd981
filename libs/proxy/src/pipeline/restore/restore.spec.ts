import { afterEach, describe, expect, it } from '@jest/globals';

import { json, streaming } from '../../testing/fake-upstream.js';
import { PipelineHarness } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
afterEach(() => harness.stop());

const path = '/v1/chat/completions';
const aRequest = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] };
const chunk = (choice: object) => ({ id: 'x', choices: [{ index: 0, ...choice }] });
const role = chunk({ delta: { role: 'assistant', content: '' }, finish_reason: null });
const failed = { error: { code: 502, message: 'Provider disconnected' }, finish_reason: 'error' };
const good = json(200, { choices: [{ index: 0, message: { role: 'assistant', content: 'ok' } }] });
const stream = (...data: object[]) =>
  streaming([...data.map((one) => `data: ${JSON.stringify(one)}\n\n`), 'data: [DONE]\n\n']);

const startWith = async (first: ReturnType<typeof json>, second: ReturnType<typeof json>) => {
  const dialects = ['chat'] as const;
  harness = await PipelineHarness.start({
    accounts: [
      { id: 'a', dialects },
      { id: 'b', dialects },
    ],
  });
  harness.upstream.respond('a', first);
  harness.upstream.respond('b', second);
};

describe('a response with status 200 that is none', () => {
  it.each([
    ['without choices', { id: 'x', choices: [] }],
    ['of another kind', { status: 'ok' }],
    ['with an error in its choice', { id: 'x', choices: [{ index: 0, ...failed, message: {} }] }],
    [
      'that ended with an error',
      { choices: [{ finish_reason: 'error', message: { content: '' } }] },
    ],
  ])('%s is left to the next account', async (_name, body) => {
    await startWith(json(200, body), good);

    const response = await harness.send(aRequest, { path });

    expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'ok' } }] });
    expect(harness.upstream.asked).toEqual(['a', 'b']);
  });
});

describe('a Chat stream that fails before its first content', () => {
  it.each([
    ['an error after the role', [role, { error: { message: 'overloaded', code: 503 } }]],
    ['an error in a choice', [chunk({ delta: { role: 'assistant', content: '' }, ...failed })]],
    ['an error after a chunk without choices', [{ choices: [] }, role, { error: 'broken' }]],
    [
      'an error after empty lists',
      [chunk({ delta: { content: null, tool_calls: [] } }), chunk(failed)],
    ],
  ])('%s is left to the next account', async (_name, first) => {
    const second = stream(
      role,
      chunk({ delta: { content: 'ok' } }),
      chunk({ delta: {}, finish_reason: 'stop' }),
    );
    await startWith(stream(...first), second);

    const response = await harness.send({ ...aRequest, stream: true }, { path });
    const text = await response.text();

    expect(text).toContain('"content":"ok"');
    expect(text).not.toContain('error');
    expect(harness.upstream.asked).toEqual(['a', 'b']);
  });

  it.each([
    ['text', { content: 'x' }],
    ['a tool call', { tool_calls: [{ index: 0, id: 'c', function: { name: 'f' } }] }],
    ['reasoning', { reasoning_content: 'x' }],
    ['a refusal', { refusal: 'no' }],
  ])('after %s the error goes to the client', async (_name, delta) => {
    await startWith(
      stream(role, chunk({ delta }), { error: { message: 'overloaded', code: 503 } }),
      good,
    );

    const response = await harness.send({ ...aRequest, stream: true }, { path });

    expect(await response.text()).toContain('overloaded');
    expect(harness.upstream.asked).toEqual(['a']);
  });
});
