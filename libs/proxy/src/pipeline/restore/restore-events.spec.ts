import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { Guards, rulesFor } from '@codegate/guardrails';
import type { LlmEvent } from '@codegate/protocol';

import { Protection } from '../protect/protection.js';
import { EventRestorer } from './restore-events.js';

const mail = 'jane.doe@acme-mail.com';
const original = `Write to ${mail}, then to john@acme-mail.com.`;

/** A restorer, and a text in which the guardrails have replaced the addresses. */
function aRestorer() {
  const values = new Map<string, string>();
  const guards = new Guards([Buffer.alloc(32, 1)], {
    lookup: (tenantId, token) => values.get(`${tenantId} ${token}`),
    remember: (tenantId, token, value) => void values.set(`${tenantId} ${token}`, value),
  });
  const guard = guards.guardOf(rulesFor(new Map()));
  const { text } = guard.anonymizeText('t', original);
  return { restorer: new EventRestorer(new Protection(guard, 't', new Map())), text };
}
const pushAll = (restorer: EventRestorer, events: readonly LlmEvent[]) =>
  events.flatMap((event) => restorer.push(event));
/** The text in pieces, split at the given shares of its length. */
function split(text: string, shares: readonly number[]): string[] {
  const borders = shares.map((share) => Math.floor(share * text.length)).sort((a, b) => a - b);
  return [...borders, text.length].map((end, index) => text.slice(borders[index - 1] ?? 0, end));
}
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
const toolStart = (key: string): LlmEvent => ({
  type: 'tool_start',
  key,
  id: key,
  name: 'send',
  kind: 'function',
});
const argumentsOf = (events: readonly LlmEvent[], key: string) =>
  events
    .map((event) => (event.type === 'tool_args' && event.key === key ? event.delta : ''))
    .join('');

describe('EventRestorer', () => {
  it.each(['text', 'refusal'] as const)('restores %s split at any border', (type) => {
    fc.assert(
      fc.property(shares, (where) => {
        const { restorer, text } = aRestorer();
        expect(text).not.toContain(mail);
        const pieces = split(text, where).map((piece): LlmEvent => ({ type, text: piece }));
        const events = pushAll(restorer, [...pieces, { type: 'end' }]);

        expect(events.at(-1)).toEqual({ type: 'end' });
        const restored = events
          .slice(0, -1)
          .map((event) => (event.type === type ? event.text : '?'));
        expect(restored.join('')).toBe(original);
      }),
    );
  });

  it('restores the arguments of parallel tool calls split at any border', () => {
    fc.assert(
      fc.property(shares, (where) => {
        const { restorer, text } = aRestorer();
        const pieces = split(JSON.stringify({ body: text }), where);
        const events = pushAll(restorer, [
          toolStart('a'),
          toolStart('b'),
          ...pieces.flatMap((delta): LlmEvent[] => [
            { type: 'tool_args', key: 'a', delta },
            { type: 'tool_args', key: 'b', delta },
          ]),
          { type: 'tool_end', key: 'a' },
          { type: 'end' },
        ]);

        for (const key of ['a', 'b']) {
          expect(JSON.parse(argumentsOf(events, key))).toEqual({ body: original });
        }
      }),
    );
  });

  it('passes on held text before the event that follows it', () => {
    const { restorer, text } = aRestorer();
    const begun = text.slice(0, 'Write to '.length + 2);
    const held = pushAll(restorer, [{ type: 'text', text: begun }]);
    const rest = pushAll(restorer, [toolStart('a')]);

    expect(held).toEqual([{ type: 'text', text: 'Write to ' }]);
    expect(rest).toEqual([{ type: 'text', text: begun.slice('Write to '.length) }, toolStart('a')]);
  });

  it.each<LlmEvent>([{ type: 'tool_end', key: 'a' }, { type: 'end' }])(
    'passes on held arguments before $type',
    (last) => {
      const { restorer, text } = aRestorer();
      const begun = `{"body":"${text.slice(0, 'Write to '.length + 2)}`;
      const events = pushAll(restorer, [
        toolStart('a'),
        { type: 'tool_args', key: 'a', delta: begun },
        last,
      ]);

      expect(argumentsOf(events, 'a')).toBe(begun);
      expect(events.at(-1)).toEqual(last);
    },
  );

  it('restores the message of an error', () => {
    const { restorer, text } = aRestorer();
    const error = { type: 'error', status: 500, errorType: 'api_error' } as const;

    expect(restorer.push({ ...error, message: text })).toEqual([{ ...error, message: original }]);
  });

  it('leaves reasoning and pieces of an unknown kind as they are', () => {
    const { restorer, text } = aRestorer();
    const events: LlmEvent[] = [
      { type: 'start', id: 'm', model: text },
      { type: 'thinking', text },
      { type: 'redacted', data: text },
      { type: 'opaque', dialect: 'messages', raw: { type: 'new_piece', text } },
      { type: 'tool_args', key: 'unknown', delta: text },
    ];

    for (const event of events) {
      const [passed, ...more] = restorer.push(event);
      expect(passed).toEqual(event);
      expect(more).toEqual([]);
    }
  });
});
