import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JsonObject } from '@codegate/kernel';
import { replaceChanged, type Dialect } from '@codegate/protocol';

import { MemoryMappings } from '../../engine/index.js';
import { Guard } from '../guard.js';
import { BodyMasker } from '../offload/body-masker.js';
import { rulesFor } from '../rules.js';
import { RequestCache } from './request-cache.js';

const key = Buffer.alloc(32, 7);
const rules = rulesFor(new Map());
const aGuard = () => new Guard(rules, [key], new MemoryMappings());
const unlimited = Number.POSITIVE_INFINITY;

const asRequest = (json: JsonObject, body = Buffer.from(JSON.stringify(json))) => ({
  tenantId: 't',
  dialect: 'messages' as const,
  body,
  json,
});

/** The result for the same request without a cache. */
function maskedAlone({ json, body }: { json: JsonObject; body: Buffer }) {
  const masked = aGuard().anonymizeBody('t', 'messages', json);
  return {
    body: replaceChanged(body, json, masked.body).toString(),
    json: masked.body,
    detections: masked.detections.length,
    replacements: masked.replacements,
  };
}

function maskedBy(cache: RequestCache, guard: Guard, json: JsonObject, maxNewBytes = unlimited) {
  const masked = cache.mask(guard, asRequest(json), 'c', maxNewBytes);
  const tokens = [...maskedAlone(asRequest(json)).replacements.keys()];
  return (
    masked && {
      body: masked.body.toString(),
      json: masked.json,
      detections: masked.detections.reduce((sum, { count }) => sum + count, 0),
      replacements: new Map(tokens.map((token) => [token, masked.replacements.get(token)])),
    }
  );
}

const piece = fc.oneof(
  fc.constantFrom(
    'jane@acme-corp.io',
    'password=Tr0ub4dor&3xy',
    'Tr0ub4dor&3xy',
    'AKIA' + 'QWERTYUIOPASDFGH',
    '4111 1111 1111 1111',
    '"quoted" \\ and\nlines',
    'é → ✓ 😀 \ud800',
  ),
  fc.string({ maxLength: 30 }),
);
const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(' '));
const block = fc.oneof(
  text.map((each) => ({ type: 'text', text: each })),
  text.map((each) => ({ type: 'tool_use', id: 'x', name: 'Bash', input: { command: each } })),
  text.map((each) => ({ type: 'text', text: each, cache_control: { type: 'ephemeral' } })),
);
const message = fc.record({
  role: fc.constantFrom('user', 'assistant'),
  content: fc.oneof(text, fc.array(block, { maxLength: 3 })),
});
const conversation = fc.record({
  model: fc.constant('m'),
  system: text,
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
  tools: fc.constant([{ name: 'Bash', description: 'asks jane@acme-corp.io', input_schema: {} }]),
});

/** The Responses API has other names for the system prompt and the list of messages. */
function nameIn(dialect: Dialect, key: string): string {
  const names: Record<string, string> = { system: 'instructions', messages: 'input' };
  return dialect === 'responses' ? (names[key] ?? key) : key;
}

describe('RequestCache', () => {
  it('gives the same result as reading the whole request again', () => {
    fc.assert(
      fc.property(
        conversation,
        fc.array(fc.tuple(message, fc.nat()), { maxLength: 5 }),
        (first, steps) => {
          const cache = new RequestCache();
          const guard = aGuard();
          let json: JsonObject & { messages: unknown[] } = first;
          expect(maskedBy(cache, guard, json)).toEqual(maskedAlone(asRequest(json)));
          for (const [next, at] of steps) {
            // Mostly one more message, sometimes a different one in the middle, or fewer messages.
            const { messages } = json;
            const place = at % 3 === 0 ? at % messages.length : messages.length;
            json = { ...json, messages: [...messages.slice(0, place), next] };
            expect(maskedBy(cache, guard, json)).toEqual(maskedAlone(asRequest(json)));
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('does so whatever the order of the members, the white space between them and the dialect', () => {
    const change = fc.record({
      /** Where the list continues with other messages; mostly at its end. */
      at: fc.nat(40),
      more: fc.array(message, { maxLength: 3 }),
      /** Agents mark the newest message for the provider's cache, and remove the mark from the one before. */
      mark: fc.boolean(),
      system: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: text }),
      limit: fc.constantFrom(1, 1, 12),
    });
    const order = fc.constantFrom(
      ['model', 'limit', 'system', 'tools', 'messages', 'prediction'],
      ['prediction', 'messages', 'limit', 'system', 'tools', 'model'],
      ['tools', 'model', 'messages', 'prediction', 'system', 'limit'],
    );
    fc.assert(
      fc.property(
        conversation,
        fc.constantFrom('messages', 'chat', 'responses'),
        order,
        fc.constantFrom(0, 0, 1),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        (first, dialect, keys, indent, changes) => {
          const cache = new RequestCache();
          const guard = aGuard();
          let messages: unknown[] = first.messages;
          let system = first.system;
          for (const { at, more, mark, limit, ...changed } of changes) {
            messages = [...messages.slice(0, at > 8 ? messages.length : at), ...more];
            system = changed.system ?? system;
            const marked = { ...(messages.at(-1) as object), cache_control: { type: 'ephemeral' } };
            const all: JsonObject = {
              ...first,
              limit,
              system,
              prediction: { type: 'content', content: system },
              messages: mark ? [...messages.slice(0, -1), marked] : messages,
            };
            const json = Object.fromEntries(keys.map((key) => [nameIn(dialect, key), all[key]]));
            const body = Buffer.from(JSON.stringify(json, null, indent));
            const request = { tenantId: 't', dialect, body, json };
            const alone = aGuard().anonymizeBody('t', dialect, json);

            const masked = cache.mask(guard, request, 'c', unlimited);

            expect(masked?.body.toString()).toBe(replaceChanged(body, json, alone.body).toString());
            expect(masked?.json).toEqual(alone.body);
            expect(masked?.detections.reduce((sum, { count }) => sum + count, 0)).toBe(
              alone.detections.length,
            );
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads only the new parts of a conversation', () => {
    const cache = new RequestCache();
    const guard = aGuard();
    const history = { role: 'user', content: `mail jane@acme-corp.io ${'word '.repeat(1_000)}` };
    const json = { model: 'm', messages: [history] };
    maskedBy(cache, guard, json);

    const next = { model: 'm', messages: [history, { role: 'user', content: 'and now?' }] };

    expect(maskedBy(cache, guard, next, 100)).toEqual(maskedAlone(asRequest(next)));
    expect(maskedBy(new RequestCache(), guard, next, 100)).toBeNull();
  });

  it('drops all requests on clear', () => {
    const cache = new RequestCache();
    const guard = aGuard();
    const json = { model: 'm', messages: [{ role: 'user', content: 'word '.repeat(100) }] };
    maskedBy(cache, guard, json);
    expect(maskedBy(cache, guard, json, 100)).not.toBeNull();

    cache.clear();

    expect(maskedBy(cache, guard, json, 100)).toBeNull();
  });

  it('reads a conversation again when the rules have changed', () => {
    const cache = new RequestCache();
    const json = { model: 'm', messages: [{ role: 'user', content: 'mail jane@acme-corp.io' }] };
    maskedBy(cache, aGuard(), json);
    const lenient = new Guard(
      { ...rules, key: 'lenient', guardrails: [{ id: 'email', mode: 'report' }] },
      [key],
      new MemoryMappings(),
    );

    const masked = cache.mask(lenient, asRequest(json), 'c', unlimited);

    expect(masked?.body.toString()).toBe(JSON.stringify(json));
    expect(masked?.detections).toEqual([{ category: 'email', mode: 'report', count: 1 }]);
  });

  it('searches an unchanged part for a value that an earlier part has revealed', () => {
    const cache = new RequestCache();
    const guard = aGuard();
    const said = { role: 'user', content: 'it says Tr0ub4dor&3xy' };
    const requestWith = (content: string) => ({
      model: 'm',
      messages: [{ role: 'user', content }, said],
    });
    maskedBy(cache, guard, requestWith('nothing here'));

    const masked = maskedBy(cache, guard, requestWith('password: Tr0ub4dor&3xy'));

    expect(masked?.body).not.toContain('Tr0ub4dor');
  });

  it('adds the result of another thread as if it were its own', () => {
    fc.assert(
      fc.property(conversation, message, (json, next) => {
        const cache = new RequestCache();
        const guard = aGuard();
        const request = asRequest(json);
        const job = { rules, keys: [new Uint8Array(key)], ...request };
        const result = structuredClone(new BodyMasker().mask(job));
        if (!('masked' in result)) throw new Error('the body was masked as a whole');
        const { layout, masked } = result;

        const taken = cache.addResult(guard, request, 'c', layout, new Map(masked));
        expect(taken.body.toString()).toBe(maskedAlone(request).body);
        expect(taken.json).toEqual(maskedAlone(request).json);
        const later = { ...json, messages: [...json.messages, next] };
        expect(maskedBy(cache, guard, later)).toEqual(maskedAlone(asRequest(later)));
      }),
      { numRuns: 60 },
    );
  });

  it('stays within its memory', () => {
    const cache = new RequestCache(100_000);
    const guard = aGuard();
    for (let number = 0; number < 50; number += 1) {
      const content = `mail jane@acme-corp.io ${'word '.repeat(1_000)}`;
      const json = { model: 'm', messages: [{ role: 'user', content }] };
      cache.mask(guard, asRequest(json), `conversation ${number}`, unlimited);
    }

    expect(cache.bytes).toBeLessThanOrEqual(100_000);
  });

  it('refuses a body with a duplicate key', () => {
    const body = Buffer.from(
      '{"model":"m","messages":[{"role":"user","content":"jane@acme-corp.io"}],"messages":[]}',
    );
    const json = JSON.parse(body.toString()) as JsonObject;

    expect(new RequestCache().mask(aGuard(), asRequest(json, body), 'c', unlimited)).toBeNull();
  });
});
