import Anthropic from '@anthropic-ai/sdk';
import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount } from './support/setup.js';

/** The official SDKs against a third-party provider mock, through the gateway. */
const mock = new LLMock({ port: 0 });
let gateway: Gateway;
let anthropic: Anthropic;
let openai: OpenAI;

const weatherTool = {
  name: 'get_weather',
  description: 'Weather of a city',
  input_schema: {
    type: 'object' as const,
    properties: { city: { type: 'string' } },
    required: ['city'],
  },
};

beforeAll(async () => {
  mock.onMessage('hello', { content: 'Hi from the mock' });
  mock.addFixture({
    match: { userMessage: 'weather', hasToolResult: false },
    response: { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Berlin"}' }] },
  });
  mock.addFixture({
    match: { userMessage: 'weather', hasToolResult: true },
    response: { content: 'It is sunny in Berlin' },
  });
  await mock.start();
  gateway = await startGateway();
  await addAccount(gateway, { url: mock.url });
  const { apiKey } = await gateway.must('POST', '/api/tenants', { name: 'SDK' });
  anthropic = new Anthropic({ apiKey, baseURL: gateway.proxyUrl, maxRetries: 0 });
  openai = new OpenAI({ apiKey, baseURL: `${gateway.proxyUrl}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.stop();
  await mock.stop();
});

describe('@anthropic-ai/sdk', () => {
  const ask = (content: string) => ({
    model: 'claude-sonnet-4-5',
    max_tokens: 100,
    messages: [{ role: 'user' as const, content }],
  });

  it('gets an answer', async () => {
    const message = await anthropic.messages.create(ask('hello'));

    expect(message.content).toMatchObject([{ type: 'text', text: 'Hi from the mock' }]);
  });

  it('gets a stream', async () => {
    const stream = anthropic.messages.stream(ask('hello'));

    expect(await stream.finalText()).toBe('Hi from the mock');
  });

  it.each([false, true])('makes a tool round trip, streaming: %s', async (isStreaming) => {
    const send = async (body: Anthropic.MessageCreateParamsNonStreaming) =>
      isStreaming
        ? anthropic.messages.stream(body).finalMessage()
        : anthropic.messages.create(body);
    const first = await send({ ...ask('weather'), tools: [weatherTool] });
    const call = first.content.find((block) => block.type === 'tool_use');
    expect(call).toMatchObject({ name: 'get_weather', input: { city: 'Berlin' } });

    const second = await send({
      ...ask('weather'),
      tools: [weatherTool],
      messages: [
        { role: 'user', content: 'weather' },
        { role: 'assistant', content: first.content },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: call!.id, content: 'sunny' }],
        },
      ],
    });
    expect(second.content).toMatchObject([{ type: 'text', text: 'It is sunny in Berlin' }]);
  });

  it('gets a typed error for a wrong key', async () => {
    const stranger = new Anthropic({ apiKey: 'wrong', baseURL: gateway.proxyUrl });

    await expect(stranger.messages.create(ask('hello'))).rejects.toBeInstanceOf(
      Anthropic.AuthenticationError,
    );
  });
});

describe('openai', () => {
  const tool = {
    type: 'function' as const,
    function: { name: 'get_weather', parameters: weatherTool.input_schema },
  };

  it('gets a response and a stream from Chat Completions', async () => {
    const messages = [{ role: 'user' as const, content: 'hello' }];
    const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages });
    expect(answer.choices[0]?.message.content).toBe('Hi from the mock');

    const stream = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages,
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('Hi from the mock');
  });

  it('makes a tool round trip with Chat Completions', async () => {
    const first = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'weather' }],
      tools: [tool],
    });
    const message = first.choices[0]!.message;
    const [toolCall] = message.tool_calls!;
    const second = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [
        { role: 'user', content: 'weather' },
        message,
        { role: 'tool', tool_call_id: toolCall!.id, content: 'sunny' },
      ],
      tools: [tool],
    });

    expect(second.choices[0]?.message.content).toBe('It is sunny in Berlin');
  });

  it('gets a response and a stream from Responses', async () => {
    const answer = await openai.responses.create({ model: 'gpt-4o', input: 'hello' });
    expect(answer.output_text).toBe('Hi from the mock');

    const stream = await openai.responses.create({ model: 'gpt-4o', input: 'hello', stream: true });
    let text = '';
    let last = '';
    for await (const event of stream) {
      last = event.type;
      if (event.type === 'response.output_text.delta') text += event.delta;
    }
    expect(text).toBe('Hi from the mock');
    expect(last).toBe('response.completed');
  });

  it('gets embeddings and the list of models', async () => {
    const vectors = await openai.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
    expect(vectors.data[0]?.embedding.length).toBeGreaterThan(0);

    const models = await openai.models.list();
    expect(models.data.length).toBeGreaterThan(0);
  });
});
