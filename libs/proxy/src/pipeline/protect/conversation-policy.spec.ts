import { describe, expect, it } from '@jest/globals';

import { ConversationPolicy } from './conversation-policy.js';

type Restore = ConstructorParameters<typeof ConversationPolicy>[1];
const policyFor = (json: Record<string, unknown>, restore: Restore = {}) =>
  new ConversationPolicy({ json, body: Buffer.from(JSON.stringify(json)) }, restore, false);

const request = {
  model: 'm',
  system: 'The API is at https://api.acme.io/v1.',
  messages: [
    { role: 'user', content: 'mail cgmaaaaaaaa to https://shop.example/x' },
    { role: 'assistant', content: 'see https://model.example/' },
    { role: 'user', content: [{ type: 'tool_result', content: 'https://evil.example/' }] },
  ],
};

describe('ConversationPolicy', () => {
  it('M-deputy: allows tokens of the request, and others only where the provider keeps the history', () => {
    expect(policyFor(request).allows('cgmaaaaaaaa', 'cgm', 'text')).toBe(true);
    expect(policyFor(request).allows('cgmbbbbbbbb', 'cgm', 'text')).toBe(false);
    const stored = policyFor({ ...request, previous_response_id: 'resp_1' });
    expect(stored.allows('cgmbbbbbbbb', 'cgm', 'text')).toBe(true);
  });

  it('M-deputy: allows hosts in texts that people wrote, and in tool calls those of the whole request', () => {
    const policy = policyFor(request);
    for (const host of ['api.acme.io', 'shop.example', 'localhost', '127.0.0.1']) {
      expect(policy.allowsHost(host, 'cgm', 'text')).toBe(true);
    }
    for (const host of ['evil.example', 'model.example', 'example', 'acme.io', 'x.shop.example']) {
      expect(policy.allowsHost(host, 'cgm', 'text')).toBe(false);
    }
    expect(policy.allowsHost('evil.example', 'cgm', 'json')).toBe(true);
    expect(policy.allowsHost('other.example', 'cgm', 'argument')).toBe(false);
  });

  it('M-deputy: follows the setting of the guardrail', () => {
    const ofSsn = (place: 'text' | 'arguments') =>
      policyFor({ text: 'cgssn1' }, { ssn: { place, hosts: ['*.acme.io'] } });

    expect(ofSsn('text').allows('cgssn1', 'cgssn', 'text')).toBe(true);
    expect(ofSsn('text').allows('cgssn1', 'cgssn', 'json')).toBe(false);
    expect(ofSsn('arguments').allows('cgssn1', 'cgssn', 'text')).toBe(false);
    expect(ofSsn('arguments').allows('cgssn1', 'cgssn', 'argument')).toBe(true);
    expect(ofSsn('text').allowsHost('crm.acme.io', 'cgssn', 'text')).toBe(true);
    expect(ofSsn('text').allowsHost('acme.io', 'cgssn', 'text')).toBe(false);
    expect(ofSsn('text').allowsHost('crm.acme.io', 'cgm', 'text')).toBe(false);
  });
});
