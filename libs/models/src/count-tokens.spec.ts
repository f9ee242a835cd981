import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { describe, expect, it } from '@jest/globals';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';

import { formatOf } from '@codegate/protocol';

import { estimateInputTokens } from './count-tokens.js';

const aRequest = (body: object) =>
  formatOf('messages').request.read({ model: 'm', max_tokens: 1, ...body });

describe('estimateInputTokens', () => {
  it('is within 10 % of the whole body in the tokenizer on a tool-heavy request', async () => {
    const schema = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
    ) as object;
    const body = {
      system: 'You are a coding agent. '.repeat(100),
      tools: Array.from({ length: 20 }, (_, i) => ({
        name: `tool_${i}`,
        description: 'Reads a file and returns its lines with numbers. '.repeat(5),
        input_schema: { type: 'object', properties: schema },
      })),
      messages: [
        { role: 'user', content: 'Read it' },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 't1', name: 'tool_1', input: { path: '/a/b' } }],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 't1', content: 'line of a file\n'.repeat(500) },
          ],
        },
      ],
    };
    const whole = encode(
      body.system + JSON.stringify(body.tools) + 'Read it' + 'line of a file\n'.repeat(500),
    ).length;

    const estimate = await estimateInputTokens(aRequest(body), 'gpt-5.5');

    expect(Math.abs(estimate - whole) / whole).toBeLessThan(0.1);
  });

  it('counts images by rule and does not read their bytes as text', async () => {
    const source = { type: 'base64', media_type: 'image/png', data: 'A'.repeat(1_000_000) };
    const estimate = await estimateInputTokens(
      aRequest({ messages: [{ role: 'user', content: [{ type: 'image', source }] }] }),
      'gpt-5.5',
    );

    expect(estimate).toBeLessThan(2_000);
  });

  it('does not trip over the names of special tokens', async () => {
    const estimate = await estimateInputTokens(
      aRequest({ messages: [{ role: 'user', content: 'what is <|endoftext|>?' }] }),
      'gpt-5.5',
    );

    expect(estimate).toBeGreaterThan(8);
  });

  const cpuOf = async (content: string) => {
    const start = process.cpuUsage();
    const tokens = await estimateInputTokens(
      aRequest({ messages: [{ role: 'user', content }] }),
      'gpt-5.5',
    );
    const { user, system } = process.cpuUsage(start);
    return { tokens, ms: (user + system) / 1_000 };
  };

  it('M15: text without breaks takes linear time and does not block the event loop', async () => {
    await cpuOf('load the tokenizer');
    const chinese = Array.from({ length: 1_200_000 }, (_, i) =>
      String.fromCharCode(0x4e00 + ((i * 7_919) % 8_000)),
    ).join('');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();

    const { tokens, ms } = await cpuOf(chinese);

    delay.disable();
    expect(tokens).toBeGreaterThan(1_200_000);
    expect(ms).toBeLessThan(5_000);
    expect(delay.max / 1e6).toBeLessThan(100);
  });

  it('M15: the cost of a request is bounded, whatever its size', async () => {
    const { tokens, ms } = await cpuOf('我们今天要讨论网关'.repeat(2_000_000));

    expect(tokens).toBeGreaterThan(5_000_000);
    expect(ms).toBeLessThan(5_000);
  });

  it('samples long conversations within 2 % of the whole', async () => {
    const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
    const lines = [read('./prices.ts'), read('../../../README.md')].join('\n').split('\n');
    // Messages with a period, which a sample must not follow.
    const messages = Array.from({ length: 12_000 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content:
        i % 2 === 0
          ? 'done'
          : lines.slice(i % (lines.length - 20), (i % (lines.length - 20)) + 20).join('\n'),
    }));
    const whole = messages.reduce((sum, { content }) => sum + encode(content).length, 0);

    const estimate = await estimateInputTokens(aRequest({ messages }), 'gpt-5.5');

    const perMessage = 4 * (messages.length + 1);
    expect(messages.reduce((sum, { content }) => sum + content.length, 0)).toBeGreaterThan(2e6);
    expect(Math.abs(estimate - perMessage - whole) / whole).toBeLessThan(0.02);
  });
});
