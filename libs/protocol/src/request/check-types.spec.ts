import { describe, expect, it } from '@jest/globals';

import { formatOf } from '../registry.js';

const user = { role: 'user', content: 'x' };

describe('fields of the wrong type', () => {
  it.each([
    ['messages', { messages: [user], max_tokens: '5' }, 'max_tokens'],
    ['messages', { messages: [user], system: ['x'] }, 'system[0]'],
    ['messages', { messages: [{ role: 'user', content: ['x'] }] }, 'messages[0].content[0]'],
    ['messages', { messages: [user], tools: [null] }, 'tools[0]'],
    ['chat', { messages: [user], temperature: true }, 'temperature'],
    ['chat', { messages: [{ role: 'assistant', tool_calls: {} }] }, 'messages[0].tool_calls'],
    ['chat', { messages: [user, { role: 'user', content: 5 }] }, 'messages[1].content'],
    ['responses', { input: 'x', reasoning: 'high' }, 'reasoning'],
    ['responses', { input: [{ role: 'user', content: {} }] }, 'input[0].content'],
  ] as const)('%s: %j is refused by its name', (dialect, body, field) => {
    expect(() => formatOf(dialect).request.read({ model: 'm', ...body })).toThrow(
      expect.objectContaining({ code: 'invalid_request', field }),
    );
  });

  it('treats null as absent and ignores unknown fields', () => {
    const body = { model: 'm', messages: [user], max_tokens: null, tools: null, whatever: [5] };

    expect(formatOf('chat').request.read(body)).toMatchObject({
      tools: [],
      messages: [{ role: 'user' }],
    });
  });
});
