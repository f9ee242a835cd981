import { describe, expect, it } from '@jest/globals';

import { formatOf } from '../registry.js';
import { OutputTokenEstimator } from './estimate-output-tokens.js';

const events = {
  messages: (text: string) =>
    `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })}\n\n`,
  chat: (content: string) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content } }] })}\n\n`,
  responses: (delta: string) =>
    `event: response.output_text.delta\ndata: ${JSON.stringify({ type: 'response.output_text.delta', item_id: 'm', delta })}\n\n`,
} as const;

describe.each(['messages', 'chat', 'responses'] as const)('OutputTokenEstimator: %s', (dialect) => {
  const measure = (texts: readonly string[]) => {
    const estimator = new OutputTokenEstimator(formatOf(dialect));
    for (const text of texts) estimator.note(Buffer.from(events[dialect](text)));
    return estimator.tokens();
  };

  it('counts the content of a short stream, not the JSON around it', () => {
    expect(measure(['Hello ', 'there, ', 'my friend'])).toBe(6);
    expect(measure(['say "hi"\n'])).toBe(3);
    expect(measure([])).toBe(0);
  });

  it('is close for a long stream, of which it kept only the end', () => {
    const words = Array.from({ length: 5_000 }, (_, i) => `word${i % 10} and `);

    expect(Math.abs(measure(words) / ((5_000 * 10) / 4) - 1)).toBeLessThan(0.02);
  });
});
