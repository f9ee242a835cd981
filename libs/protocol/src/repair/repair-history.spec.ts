import fc from 'fast-check';

import type { LlmRequest, Part, Message } from '../model.js';
import { repairHistory, type RepairRules } from './repair-history.js';
import { fixToolId } from '../tools/tool-ids.js';
import { ToolNames, toToolNames } from '../tools/tool-names.js';

function aRequest(messages: Message[], changes: Partial<LlmRequest> = {}): LlmRequest {
  return {
    dialect: 'chat',
    model: 'm',
    system: [],
    messages,
    tools: [],
    stream: false,
    includeUsage: false,
    extra: {},
    ...changes,
  };
}

const rules: RepairRules = {
  dialect: 'messages',
  toolIdLimit: 64,
  refuse: () => null,
  userFirst: true,
  prefill: 'trim',
  systemMessages: 'keep',
};

const someId = fc.constantFrom('a', 'b', 'c', '', 'x.y', 'z'.repeat(70));
const somePart: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: fc.constantFrom('hello', ' ', '') }),
  fc.record({ type: fc.constant('thinking' as const), text: fc.constantFrom('hm', '') }),
  fc.record({
    type: fc.constant('tool_use' as const),
    id: someId,
    name: fc.constant('f'),
    args: fc.constant('{}'),
    kind: fc.constant('function' as const),
  }),
  fc.record({
    type: fc.constant('tool_result' as const),
    id: someId,
    parts: fc.constantFrom<Part[]>([], [{ type: 'text', text: 'result' }]),
    isError: fc.boolean(),
    kind: fc.constant('function' as const),
  }),
);
const someMessages: fc.Arbitrary<Message[]> = fc.array(
  fc.record({
    role: fc.constantFrom('user' as const, 'assistant' as const, 'system' as const),
    parts: fc.array(somePart, { maxLength: 5 }),
  }),
  { maxLength: 8 },
);

function idsOf(message: Message | undefined, kind: 'tool_use' | 'tool_result'): string[] {
  return (message?.parts ?? []).flatMap((part) =>
    part.type === kind && 'id' in part ? [part.id] : [],
  );
}

describe('repairHistory', () => {
  it('leaves no history a provider would refuse', () => {
    fc.assert(
      fc.property(someMessages, (given) => {
        const { messages } = repairHistory(aRequest(given), rules);

        expect(messages[0]?.role).toBe('user');
        const calls = messages.flatMap((message) => idsOf(message, 'tool_use'));
        expect(new Set(calls).size).toBe(calls.length);
        expect(calls.every((id) => /^[a-zA-Z0-9_-]{1,64}$/.test(id))).toBe(true);
        messages.forEach((message, index) => {
          expect(message.parts.length).toBeGreaterThan(0);
          expect(messages[index - 1]?.role).not.toBe(message.role);
          const results = idsOf(message, 'tool_result');
          const called = idsOf(messages[index - 1], 'tool_use');
          expect([...results].sort()).toEqual([...called].sort());
          const firstOther = message.parts.findIndex((part) => part.type !== 'tool_result');
          if (firstOther !== -1) {
            expect(
              message.parts.slice(firstOther).some((part) => part.type === 'tool_result'),
            ).toBe(false);
          }
        });
        expect(idsOf(messages.at(-1), 'tool_use')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    rules,
    { ...rules, systemMessages: 'before_assistant' as const, thinkingAlone: 'never_last' as const },
    { ...rules, systemMessages: 'user' as const, thinkingAlone: 'never_alone' as const },
  ])('changes nothing in a history that was repaired by %j', (repairRules) => {
    fc.assert(
      fc.property(someMessages, (given) => {
        const once = repairHistory(aRequest(given), repairRules);
        const twice = repairHistory(aRequest(once.messages), repairRules);

        expect(twice.messages).toEqual(once.messages);
        expect(twice.changes).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the beginning the same when the conversation grows, for the sake of prompt caches', () => {
    const messages: Message[] = [
      { role: 'user', parts: [{ type: 'text', text: 'go' }] },
      {
        role: 'assistant',
        parts: [{ type: 'tool_use', id: 'a.b', name: 'f', args: '{}', kind: 'function' }],
      },
      {
        role: 'user',
        parts: [
          {
            type: 'tool_result',
            id: 'a.b',
            parts: [{ type: 'text', text: 'x' }],
            isError: false,
            kind: 'function',
          },
        ],
      },
    ];
    const longer: Message[] = [
      ...messages,
      { role: 'assistant', parts: [{ type: 'text', text: 'ok' }] },
      { role: 'user', parts: [{ type: 'text', text: 'more' }] },
    ];

    const short = repairHistory(aRequest(messages), rules);
    const long = repairHistory(aRequest(longer), rules);

    expect(long.messages.slice(0, 3)).toEqual(short.messages);
  });
});

describe('fixToolId', () => {
  it.each([
    ['call_1', 64],
    ['toolu_01A-b', 40],
  ])('keeps %s', (id, limit) => {
    expect(fixToolId(id, limit)).toBe(id);
  });

  it('keeps ids with a common beginning apart', () => {
    const start = 'x'.repeat(80);

    const first = fixToolId(`${start}1`, 64);
    const second = fixToolId(`${start}2`, 64);

    expect(first).not.toBe(second);
    expect(first).toHaveLength(64);
  });

  it('gives legal ids within the limit, always the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(40, 64), (id, limit) => {
        const fixed = fixToolId(id, limit);

        expect(fixed).toMatch(/^[a-zA-Z0-9_-]+$/);
        expect(fixed.length).toBeLessThanOrEqual(limit);
        expect(fixToolId(id, limit)).toBe(fixed);
        expect(fixToolId(fixed, limit)).toBe(fixed);
      }),
    );
  });
});

describe('ToolNames', () => {
  it('has no entry for a name that did not change', () => {
    const names = new ToolNames(64);

    expect(names.nameFor('read_file')).toBe('read_file');
    expect(names.original('read_file')).toBeUndefined();
  });

  it('leads back from a namespaced name by table, not by its text', () => {
    const request = aRequest([], {
      tools: [
        { kind: 'function', name: 'read', namespace: 'mcp__fs', schema: {} },
        { kind: 'function', name: 'mcp__fs__read', schema: {} },
      ],
    });

    const names = toToolNames(request, 64, []);

    const plain = names.nameFor('mcp__fs__read');
    const namespaced = names.nameFor('read', 'mcp__fs');
    expect(plain).toBe('mcp__fs__read');
    expect(namespaced).not.toBe(plain);
    expect(names.original(namespaced)).toEqual({
      name: 'read',
      namespace: 'mcp__fs',
      kind: 'function',
    });
  });

  it('remembers that a function replaces a free-text tool', () => {
    const names = new ToolNames(64);

    names.nameFor('apply_patch', undefined, 'custom');

    expect(names.original('apply_patch')).toEqual({ name: 'apply_patch', kind: 'custom' });
  });

  it('gives every tool a legal name of its own', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 20 }),
        (given) => {
          const names = new ToolNames(64);
          const written = given.map((name) => names.nameFor(name));

          expect(new Set(written).size).toBe(given.length);
          written.forEach((name, index) => {
            expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
            expect(names.original(name)?.name ?? name).toBe(given[index]);
          });
        },
      ),
    );
  });
});
