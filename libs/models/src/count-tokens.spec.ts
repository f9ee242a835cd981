import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
});
