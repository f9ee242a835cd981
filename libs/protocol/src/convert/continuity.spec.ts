import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';

import type { LlmRequest } from '../model.js';
import { formatOf } from '../registry.js';
import type { Target } from '../target.js';
import { aTarget } from '../testing/a-target.js';
import { convertRequest } from './convert.js';

const bodies = {
  messages: { model: 'm', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] },
  chat: { model: 'm', messages: [{ role: 'user', content: 'hi' }] },
  responses: { model: 'm', input: 'hi' },
};

function read(from: keyof typeof bodies, changes: JsonObject = {}): LlmRequest {
  return formatOf(from).request.read({ ...bodies[from], ...changes });
}

describe('case 44: prompt_cache_key', () => {
  const keyOf = (request: LlmRequest, target: Target, sessionId?: string): unknown =>
    convertRequest(sessionId === undefined ? request : { ...request, sessionId }, target).body
      .prompt_cache_key;

  it.each([
    ['messages', 'responses'],
    ['messages', 'chat'],
    ['chat', 'responses'],
    ['responses', 'chat'],
  ] as const)(
    'of a session from %s to %s is always the same and not the session itself',
    (from, to) => {
      const key = keyOf(read(from), aTarget(to), '1111');

      expect(key).toMatch(/^[0-9a-f]{32}$/);
      expect(keyOf(read(from), aTarget(to), '1111')).toBe(key);
      expect(keyOf(read(from), aTarget(to), '2222')).not.toBe(key);
    },
  );

  it('of the client itself stays', () => {
    const request = read('chat', { prompt_cache_key: 'mine' });

    expect(keyOf(request, aTarget('responses'), 'mine')).toBe('mine');
  });

  it('is not made without a session, and not for others than OpenAI', () => {
    expect(keyOf(read('messages'), aTarget('responses'))).toBeUndefined();
    expect(keyOf(read('messages'), aTarget('chat', { issuer: 'glm' }), '1')).toBeUndefined();
    expect(keyOf(read('chat'), aTarget('messages'), '1')).toBeUndefined();
  });

  it('is left out where the provider refuses it', () => {
    const target = aTarget('responses', { quirks: { refusedFields: ['prompt_cache_key'] } });

    expect(keyOf(read('messages'), target, '1')).toBeUndefined();
  });
});

describe('case 53: stop sequences', () => {
  const stop = ['1', '2', '3', '4', '5'];
  const stopOf = (from: 'messages' | 'chat', target: Target): [unknown, string[]] => {
    const field = from === 'messages' ? 'stop_sequences' : 'stop';
    const { body, changes } = convertRequest(read(from, { [field]: stop }), target);
    return [body.stop ?? body.stop_sequences, changes.map(({ reason }) => reason)];
  };

  it.each([
    ['Responses', aTarget('responses'), undefined],
    ['a model without', aTarget('chat', { capabilities: { stop: false } }), undefined],
    ['Chat, which takes four', aTarget('chat'), stop.slice(0, 4)],
  ])('to %s are reported as cut by the gateway', (_, target, sent) => {
    const [written, reasons] = stopOf('messages', target);

    expect(written).toEqual(sent);
    expect(reasons.join()).toContain('the gateway');
  });

  it('to Anthropic all go', () => {
    expect(stopOf('chat', aTarget('messages'))[0]).toEqual(stop);
  });

  it.each(['stop_reason', 'matched_stop'])('are read from %s of vLLM and SGLang', (field) => {
    const choice = { index: 0, message: { content: 'a' }, finish_reason: 'stop', [field]: 'END' };
    const events = formatOf('chat').response.read({ choices: [choice] });

    expect(events).toContainEqual({ type: 'stop', reason: 'stop_sequence', sequence: 'END' });
  });
});
