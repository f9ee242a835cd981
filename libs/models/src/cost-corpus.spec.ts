import { describe, expect, it } from '@jest/globals';

import { formatOf, StreamTap, type Dialect, type Usage } from '@codegate/protocol';

import { effectivePrice, exactMicroUsd, type ModelPrice } from './prices.js';

/** Prices change; the corpus is about the formula, so it brings its own, USD for a million tokens. */
const sonnet = {
  input: { base: 3, tiers: [{ start: 200_000, price: 6 }] },
  output: { base: 15, tiers: [{ start: 200_000, price: 22.5 }] },
  reasoning: { base: 15, tiers: [{ start: 200_000, price: 22.5 }] },
  cacheRead: { base: 0.3, tiers: [{ start: 200_000, price: 0.6 }] },
  cacheWrite: { base: 3.75, tiers: [{ start: 200_000, price: 7.5 }] },
  cacheWrite1h: { base: 6, tiers: [{ start: 200_000, price: 12 }] },
  webSearch: 10,
  request: 0,
} satisfies ModelPrice;
const gpt = {
  input: 1.25,
  output: 10,
  reasoning: 10,
  cacheRead: 0.125,
  cacheWrite: 1.25,
  cacheWrite1h: 1.25,
  webSearch: 10,
  request: 0,
} satisfies ModelPrice;

type Case = {
  name: string;
  dialect: Dialect;
  price: ModelPrice;
  /** The provider's own usage, as in a complete response. */
  usage: object;
  /** Items of a Responses answer. */
  output?: object[];
  /** US dollars, by the provider's price list, written out. */
  usd: number;
};

const corpus: Case[] = [
  {
    name: 'input and output',
    dialect: 'messages',
    price: sonnet,
    usage: { input_tokens: 1_000, output_tokens: 500 },
    usd: (1_000 * 3 + 500 * 15) / 1e6,
  },
  {
    name: 'cache reads and writes are no part of the input',
    dialect: 'messages',
    price: sonnet,
    usage: {
      input_tokens: 7,
      cache_read_input_tokens: 90_000,
      cache_creation_input_tokens: 4_321,
      output_tokens: 11,
    },
    usd: (7 * 3 + 90_000 * 0.3 + 4_321 * 3.75 + 11 * 15) / 1e6,
  },
  {
    name: 'writes for 5 minutes and for an hour',
    dialect: 'messages',
    price: sonnet,
    usage: {
      input_tokens: 1,
      cache_creation_input_tokens: 3_000,
      cache_creation: { ephemeral_5m_input_tokens: 1_000, ephemeral_1h_input_tokens: 2_000 },
      output_tokens: 1,
    },
    usd: (1 * 3 + 1_000 * 3.75 + 2_000 * 6 + 1 * 15) / 1e6,
  },
  {
    name: 'the split without its sum (new-api#5756)',
    dialect: 'messages',
    price: sonnet,
    usage: {
      input_tokens: 1,
      cache_creation: { ephemeral_5m_input_tokens: 10, ephemeral_1h_input_tokens: 20 },
      output_tokens: 1,
    },
    usd: (1 * 3 + 10 * 3.75 + 20 * 6 + 1 * 15) / 1e6,
  },
  {
    name: 'long context by all of the input, cached or not; everything at the higher rate',
    dialect: 'messages',
    price: sonnet,
    usage: { input_tokens: 1_000, cache_read_input_tokens: 199_001, output_tokens: 100 },
    usd: (1_000 * 6 + 199_001 * 0.6 + 100 * 22.5) / 1e6,
  },
  {
    name: 'exactly at the border of the long context',
    dialect: 'messages',
    price: sonnet,
    usage: { input_tokens: 1_000, cache_read_input_tokens: 199_000, output_tokens: 100 },
    usd: (1_000 * 3 + 199_000 * 0.3 + 100 * 15) / 1e6,
  },
  {
    name: 'thinking is output; searches of the server have a price of their own',
    dialect: 'messages',
    price: sonnet,
    usage: {
      input_tokens: 10,
      output_tokens: 2_000,
      output_tokens_details: { thinking_tokens: 1_500 },
      server_tool_use: { web_search_requests: 3 },
    },
    usd: (10 * 3 + 2_000 * 15) / 1e6 + 3 * 0.01,
  },
  {
    name: 'cached tokens are part of the prompt',
    dialect: 'chat',
    price: gpt,
    usage: {
      prompt_tokens: 10_000,
      completion_tokens: 300,
      total_tokens: 10_300,
      prompt_tokens_details: { cached_tokens: 8_960 },
      completion_tokens_details: { reasoning_tokens: 256 },
    },
    usd: (1_040 * 1.25 + 8_960 * 0.125 + 300 * 10) / 1e6,
  },
  {
    name: 'reasoning beside the completion, as xAI counts',
    dialect: 'chat',
    price: gpt,
    usage: {
      prompt_tokens: 100,
      completion_tokens: 10,
      total_tokens: 160,
      completion_tokens_details: { reasoning_tokens: 50 },
    },
    usd: (100 * 1.25 + 60 * 10) / 1e6,
  },
  {
    name: "DeepSeek's own names for cached tokens",
    dialect: 'chat',
    price: gpt,
    usage: {
      prompt_tokens: 100,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 36,
      completion_tokens: 5,
    },
    usd: (36 * 1.25 + 64 * 0.125 + 5 * 10) / 1e6,
  },
  {
    name: 'responses, with searches as items',
    dialect: 'responses',
    price: gpt,
    usage: {
      input_tokens: 5_000,
      input_tokens_details: { cached_tokens: 4_096 },
      output_tokens: 700,
      output_tokens_details: { reasoning_tokens: 640 },
    },
    output: [{ type: 'web_search_call' }, { type: 'message' }, { type: 'web_search_call' }],
    usd: (904 * 1.25 + 4_096 * 0.125 + 700 * 10) / 1e6 + 2 * 0.01,
  },
];

const usdOf = (price: ModelPrice, usage: Usage | undefined): number => {
  if (!usage) throw new Error('no usage was read');
  return (
    exactMicroUsd(price, {
      inputTokens: usage.inputTokens,
      outputTokens: usage.output,
      reasoningTokens: usage.reasoning,
      cacheReadTokens: usage.cacheRead,
      cacheWriteTokens: usage.cacheWrite,
      cacheWrite1hTokens: usage.cacheWrite1h,
      webSearches: usage.webSearches ?? 0,
    }) / 1e6
  );
};

/** The stream in which the provider tells the same usage. */
function toStream({ dialect, usage, output = [] }: Case): string {
  const event = (data: { type?: string }) =>
    `${data.type ? `event: ${data.type}\n` : ''}data: ${JSON.stringify(data)}\n\n`;
  if (dialect === 'messages') {
    return [
      event({
        type: 'message_start',
        message: { usage: { ...usage, output_tokens: 1 } },
      } as object),
      event({ type: 'content_block_delta', delta: { type: 'text_delta', text: 'x' } } as object),
      // Cumulative, and of everything: to add it to the first one would bill twice (litellm#9812).
      event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage } as object),
      event({ type: 'message_stop' }),
    ].join('');
  }
  if (dialect === 'chat') {
    return [
      event({ choices: [{ index: 0, delta: { content: 'x' }, finish_reason: 'stop' }] } as object),
      event({ choices: [], usage } as object),
      'data: [DONE]\n\n',
    ].join('');
  }
  return event({ type: 'response.completed', response: { id: 'r', usage, output } } as object);
}

describe.each(corpus)('cost: $name ($dialect)', (one) => {
  const { dialect, price, usage, output, usd } = one;

  it('of a complete response equals the bill', () => {
    expect(
      Math.abs(usdOf(price, formatOf(dialect).response.readUsage({ usage, output })) - usd),
    ).toBeLessThan(1e-9);
  });

  it.each([1, 7, 1_000_000])('of a stream in pieces of %i bytes is the bill', (size) => {
    const bytes = Buffer.from(toStream(one));
    const tap = new StreamTap(formatOf(dialect).stream, false);
    for (let from = 0; from < bytes.length; from += size)
      tap.push(bytes.subarray(from, from + size));
    tap.end();

    expect(Math.abs(usdOf(price, tap.view.usage) - usd)).toBeLessThan(1e-9);
  });
});

describe('effectivePrice', () => {
  const own = new Map<string, ModelPrice>([
    ['claude-sonnet-4-5', gpt],
    ['*', sonnet],
  ]);
  const now = Date.UTC(2026, 10, 25);

  it("prefers the admin's price, also for the dated name of a model", () => {
    expect(effectivePrice('anthropic', 'Claude-Sonnet-4-5', now, own)?.origin).toBe('override');
    expect(effectivePrice('anthropic', 'claude-sonnet-4-5-20250929', now, own)?.price).toBe(gpt);
  });

  it('assumes a price for unknown models only when the admin sets one', () => {
    expect(effectivePrice('custom', 'unknown-model', now)).toBeNull();
    expect(effectivePrice('custom', 'unknown-model', now, own)).toEqual({
      price: sonnet,
      origin: 'fallback',
    });
    expect(effectivePrice('openai', 'gpt-5', now, own)?.origin).toBe('built-in');
  });
});
