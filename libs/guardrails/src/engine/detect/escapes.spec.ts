import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createEngine } from '../engine.js';
import { builtInIds } from '../guardrails/index.js';
import { MemoryMappings } from '../memory-mappings.js';
import { decodeEscapes } from './escapes.js';

const engine = createEngine({
  key: Buffer.alloc(32, 7),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  mappings: new MemoryMappings(),
});
const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, '0');
const escapers: ((character: string) => string)[] = [
  (character) => character,
  (character) => `%${hex(character)}`,
  (character) => `%25${hex(character).toUpperCase()}`,
  (character) => `&#${character.charCodeAt(0)};`,
  (character) => `&#x${hex(character)};`,
  (character) => `&amp;#x00${hex(character)};`,
  (character) => `\\u00${hex(character)}`,
  (character) => `\\\\u00${hex(character)}`,
  (character) => `\\x${hex(character)}`,
  (character) => `\\u{${hex(character)}}`,
];
const values: [category: string, before: string, value: string][] = [
  ['email', 'to=', 'bob.secret@corp-internal.com'],
  ['aws_key', 'id=', 'AKIA' + 'QWERTYUIOPASDFGH'],
  ['api_key', 'key=', `sk-ant-api03-${'q7Zx8vBn3mKpLw'.repeat(6)}abcdefghiAA`],
];

describe('decodeEscapes', () => {
  it.each([
    ['an address in HTML', 'mail bob.secret&commat;corp-internal.com'],
    ['an address with hexadecimal entities', 'bob.secret&#x40;corp-internal&#x2e;com'],
    ['an address with leading zeros', 'bob.secret&#064;corp-internal.com'],
    ['an address with a soft hyphen', 'bob.sec&shy;ret@corp-internal.com'],
    ['an address in a URL', 'x?to=%62ob%2Esecret%40corp%2Dinternal%2Ecom&y=1'],
    ['an address in a URL in a URL', 'x?u=y%3Fto%3Dbob.secret%2540corp-internal.com'],
    ['an address in JSON in JSON', '{\\"a\\":\\"bob.secret\\\\u0040corp-internal.com\\"}'],
    ['an address in a program', "'bob.secret\\x40corp-internal.com'"],
    ['a key whose first letter is escaped', '{"id":"\\u0041KIAQWERTYUIOPASDFGH"}'],
    ['a password in an attribute', "<a data='{&quot;password&quot;:&quot;Tr0ub4dor3x!&quot;}'>"],
    ['a password in a URL', 'x?u=user%3Dbob%26password%3DTr0ub4dor3x'],
    ['a card number in a URL', '?c=4111%201111%201111%201111&x=1'],
    ['a card number with no-break spaces of HTML', '4111&nbsp;1111&nbsp;1111&nbsp;1111'],
  ])('L10: finds %s', (_what, text) => {
    const result = engine.anonymizeText('t', text);

    expect(result.detections).toHaveLength(1);
    expect(result.text).not.toMatch(/secret|QWERTY|or3x|1111/);
    expect(engine.restoreText('t', result.text)).toBe(text);
  });

  it('L10: finds values of which any character is escaped, and restores them exactly', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...values),
        fc.array(fc.constantFrom(...escapers), { minLength: 1, maxLength: 12 }),
        ([category, before, value], choices) => {
          const escaped = Array.from(value, (character, index) =>
            choices[index % choices.length]!(character),
          ).join('');
          const text = `${before}${escaped}&x=1`;
          const { detections, text: masked } = engine.anonymizeText('t', text);
          // The second text is longer than what is read around one escape; every escape has its own surroundings.
          if (escaped.length < 160) {
            expect(detections.map((found) => found.category)).toContain(category);
          }
          expect(engine.restoreText('t', masked)).toBe(text);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('maps every span to the original', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '&#64;', '%2e', '\\x41', '&shy;', '%', '\\', '&', '%zz'), {
          maxLength: 30,
        }),
        (parts) => {
          const raw = parts.join('');
          const { text, originalOf } = decodeEscapes(raw);

          expect(originalOf({ start: 0, end: text.length }).end).toBe(raw.length);
          for (let at = 0; at < text.length; at += 1) {
            const { start, end } = originalOf({ start: at, end: at + 1 });
            expect(decodeEscapes(raw.slice(start, end)).text).toBe(text.charAt(at));
          }
        },
      ),
    );
  });
});
