import { afterEach, describe, expect, it } from '@jest/globals';

import { failing, json } from '../../testing/fake-upstream.js';
import { PipelineHarness } from '../../testing/pipeline-harness.js';

let harness: PipelineHarness;
afterEach(() => harness.stop());

const aRequest = {
  model: 'claude-sonnet-4-5',
  max_tokens: 100,
  system: 'Be brief',
  tools: [{ name: 'look_up', description: 'd', input_schema: { type: 'object' } }],
  messages: [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: [{ type: 'tool_use', id: 'toolu_1', name: 'look_up', input: { a: 1 } }],
    },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'x' }] },
  ],
};
const inChat = { id: 'chat', dialects: ['chat'] } as const;
const inResponses = { id: 'responses', dialects: ['responses'] } as const;
const inMessages = { id: 'messages' } as const;
const completion = json(200, {
  id: 'c',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

describe('adapt', () => {
  it('writes for one account what it would write without the accounts tried before', async () => {
    harness = await PipelineHarness.start({ accounts: [inChat] });
    harness.upstream.respond('chat', completion);
    expect((await harness.send(aRequest)).status).toBe(200);
    const alone = harness.upstream.calls[0]!.body;
    await harness.stop();

    harness = await PipelineHarness.start({ accounts: [inResponses, inMessages, inChat] });
    harness.upstream.respond('responses', failing(500));
    harness.upstream.respond('messages', failing(500));
    harness.upstream.respond('chat', completion);
    expect((await harness.send(aRequest)).status).toBe(200);

    expect(harness.upstream.asked).toEqual(['responses', 'messages', 'chat']);
    expect(harness.upstream.calls[1]!.body).toBe(JSON.stringify(aRequest));
    expect(harness.upstream.calls[2]!.body).toBe(alone);
  });

  it('tries the next account when the wire format of the first one cannot express the request', async () => {
    harness = await PipelineHarness.start({ accounts: [inMessages, inChat] });
    harness.upstream.respond('chat', completion);
    const twoChoices = { model: 'm', n: 2, messages: [{ role: 'user', content: 'Hi' }] };
    const response = await harness.send(twoChoices, { path: '/v1/chat/completions' });

    expect(response.status).toBe(200);
    expect(harness.upstream.asked).toEqual(['chat']);
    expect(harness.upstream.calls[0]!.body).toBe(JSON.stringify(twoChoices));
  });

  it('reports what the wire format cannot express when there is no other account', async () => {
    harness = await PipelineHarness.start({ accounts: [inMessages] });
    const twoChoices = { model: 'm', n: 2, messages: [{ role: 'user', content: 'Hi' }] };
    const response = await harness.send(twoChoices, { path: '/v1/chat/completions' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'n' } });
  });
});
