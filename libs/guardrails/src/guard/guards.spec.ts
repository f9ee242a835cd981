import { describe, expect, it } from '@jest/globals';

import { MemoryMappings } from '../engine/index.js';
import { Guards } from './guards.js';
import { TokenMappings } from './token-mappings.js';
import { rulesFor } from './rules.js';

const key = Buffer.alloc(32, 1);
const all = rulesFor(new Map());
const withoutEmail = rulesFor(new Map([['guardrail_email_enabled', 'false']]));

describe('Guards', () => {
  it('let a conversation keep the rules it began with until the admin says otherwise', () => {
    const guards = new Guards([key], new MemoryMappings());
    expect(guards.rulesOf(all, 'a')).toBe(all);
    expect(guards.rulesOf(withoutEmail, 'a')).toBe(all);
    expect(guards.rulesOf(withoutEmail, 'b')).toBe(withoutEmail);

    guards.forgetConversations();

    expect(guards.rulesOf(withoutEmail, 'a')).toBe(withoutEmail);
  });

  it('read tokens of older keys, in streams too, and mint under the new one', () => {
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
});

describe('TokenMappings', () => {
  const sealer = {
    current: key,
    seal: (text: string) => `sealed ${text}`,
    open: (text: string) => (text.startsWith('sealed ') ? text.slice(7) : null),
  };
  const aBook = () => new TokenMappings(sealer, () => 1_700_000_000_000);

  it('hands each new value out once, sealed, and takes it over again', () => {
    const book = aBook();
    book.remember('t', 'token', 'value', 'jwt');
    book.remember('t', 'token', 'value', 'jwt');
    const rows = book.take(10);
    expect(rows).toMatchObject([
      { tenantId: 't', replacement: 'token', originalEnc: 'sealed value' },
    ]);
    expect(book.take(10)).toEqual([]);

    const restarted = aBook();
    expect(restarted.load(rows)).toBe(0);
    expect(restarted.lookup('t', 'token')).toBe('value');
    expect(restarted.lookup('other', 'token')).toBeUndefined();
  });

  it('hands out at most so many at once, the oldest first', () => {
    const book = aBook();
    for (const token of ['a', 'b', 'c']) book.remember('t', token, token, 'jwt');

    expect(book.take(2).map(({ replacement }) => replacement)).toEqual(['a', 'b']);
    expect(book.size).toBe(1);
  });

  it('counts rows no key reads', () => {
    const row = { tenantId: 't', replacement: 'x', originalEnc: 'damaged', category: 'jwt' };

    expect(aBook().load([row as never])).toBe(1);
  });
});
