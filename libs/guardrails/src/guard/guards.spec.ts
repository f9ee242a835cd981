import { describe, expect, it } from '@jest/globals';

import { MemoryMappings } from '../engine/index.js';
import { Guards } from './guards.js';
import { rulesFor } from './rules.js';

const key = Buffer.alloc(32, 1);
const all = rulesFor(new Map());
const withoutEmail = rulesFor(new Map([['guardrail_email_enabled', 'false']]));

describe('Guards', () => {
  it('keeps a rule with which a conversation began, until the admin applies the new ones to it', () => {
    const guards = new Guards([key], new MemoryMappings());
    expect(guards.rulesOf(all, 'a')).toBe(all);
    expect(guards.rulesOf(withoutEmail, 'a').key).toBe(all.key);
    expect(guards.rulesOf(withoutEmail, 'b')).toBe(withoutEmail);

    guards.forgetConversations();

    expect(guards.rulesOf(withoutEmail, 'a')).toBe(withoutEmail);
  });

  it('M13: applies a stricter mode and a new custom rule to running conversations at once', () => {
    const guards = new Guards([key], new MemoryMappings());
    const words = {
      id: '1',
      enabled: true,
      rule: { name: 'n', category: 'c', words: ['Bluebird'] },
    };
    const rule = { ...words, rule: { ...words.rule, mode: 'block' } };
    const stricter = rulesFor(
      new Map([
        ['guardrail_email_mode', 'block'],
        ['guardrail_phone_enabled', 'false'],
        ['custom_guardrails', JSON.stringify([rule])],
      ]),
    );
    guards.rulesOf(all, 'a');

    const { guardrails, custom } = guards.rulesOf(stricter, 'a');

    expect(guardrails).toContainEqual({ id: 'email', mode: 'block' });
    expect(guardrails).toContainEqual({ id: 'phone', mode: 'anonymize' });
    expect(custom).toMatchObject([{ category: 'c', mode: 'block' }]);
    expect(guards.rulesOf(stricter, 'a')).toBe(guards.rulesOf(stricter, 'a'));
    // A rule that is removed goes on hiding its values in the conversation, but blocks it no longer.
    expect(guards.rulesOf(all, 'a').custom).toMatchObject([{ category: 'c', mode: 'anonymize' }]);
  });

  it('restores tokens of older keys, also in streams, and makes new ones with the current key', () => {
    const guards = new Guards([key], new MemoryMappings());
    const { text: token } = guards.guardOf(all).anonymizeText('t', 'jane@acme-corp.io');
    guards.useKeys([Buffer.alloc(32, 2), key]);
    const guard = guards.guardOf(all);

    expect(guard.anonymizeText('t', 'jane@acme-corp.io').text).not.toBe(token);
    expect(guard.restoreText('t', `it is ${token}.`)).toBe('it is jane@acme-corp.io.');
    const restorer = guard.fieldRestorer('t', 'text');
    const pieces = Array.from(`it is ${token}.`).map((char) => restorer.push(char));
    expect(pieces.join('') + restorer.end()).toBe('it is jane@acme-corp.io.');
  });

  it('does not need more memory for more rules', () => {
    const sizes = { texts: 200_000, tokens: 50_000, tenantKeys: 10_000 };
    const guards = new Guards([key], new MemoryMappings(), sizes);
    for (let number = 0; number < 100; number += 1) {
      const guard = guards.guardOf({ ...all, key: `rules ${number}` });
      guard.anonymizeText(
        `tenant ${number}`,
        `mail jane${number}@acme-corp.io ${'word '.repeat(400)}`,
      );
    }

    expect(guards.cachedBytes).toBeGreaterThan(100_000);
    expect(guards.cachedBytes).toBeLessThanOrEqual(260_000);
  });

  it('drops what it remembers when the keys change', () => {
    const guards = new Guards([key], new MemoryMappings());
    guards.guardOf(all).anonymizeText('t', 'jane@acme-corp.io');
    expect(guards.cachedBytes).toBeGreaterThan(0);

    guards.useKeys([key]);

    expect(guards.cachedBytes).toBe(0);
  });
});
