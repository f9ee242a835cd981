import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { createEngine } from '../engine.js';
import { builtInIds } from '../guardrails/index.js';
import { MemoryMappings } from '../memory-mappings.js';
import { foldText } from './fold-text.js';

const engine = createEngine({
  key: Buffer.alloc(32, 7),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  custom: [{ name: 'w', category: 'project', mode: 'anonymize', words: ['ACME', 'blue harvest'] }],
  mappings: new MemoryMappings(),
});
/** A text, and the category in which the guardrails find the rest of it after the last space of ASCII. */
const samples: [category: string, before: string, value: string][] = [
  ['credit_card', 'card ', '4111 1111 1111 1111'],
  ['credit_card', 'card ', '4111-1111-1111-1111'],
  ['ssn', 'SSN: ', '536-22-8765'],
  ['iban', 'IBAN ', 'DE89 3704 0044 0532 0130 00'],
  ['phone', 'tel ', '+1 650 253 0147'],
  ['phone', 'tel ', '650-253-0147'],
  ['email', 'mail ', 'bob.secret@corp-internal.com'],
  ['ip', 'from ', '83.12.41.7'],
  ['name', 'my name is ', 'Jane Kowalczyk'],
  ['api_key', 'key ', `sk-ant-api03-${'q7Zx8vBn3mKpLw'.repeat(6)}abcdefghiAA`],
  ['project', 'for ', 'blue harvest'],
];
const others: Record<string, string[]> = {
  ' ': ['\u00a0', '\u2007', '\u202f', '\u2009', '\u3000', '\u2003'],
  '-': ['\u2010', '\u2011', '\uff0d'],
  '@': ['\uff20', '\ufe6b'],
};
const invisible = ['\u200b', '\u00ad', '\u2060', '\ufeff', '\u200d', '\u202a'];
const zeros = [0xff10, 0x660, 0x6f0, 0x966, 0xe50];

/** Between digits only: these dashes also stand between words. */
const dashes = ['\u2012', '\u2013', '\u2212'];

/** The value in characters that look the same; which ones is chosen by the numbers. */
function disguise(value: string, choices: readonly number[]): string {
  let at = 0;
  const choose = <T>(list: readonly T[]): T =>
    list[(choices[at++ % choices.length] ?? 0) % list.length]!;
  return Array.from(value, (character, index) => {
    const options = [character, ...(others[character] ?? [])];
    if (/^\d-\d$/.test(value.slice(index - 1, index + 2))) options.push(...dashes);
    if (/\d/.test(character)) {
      options.push(...zeros.map((zero) => String.fromCharCode(zero + Number(character))));
    } else if (/[A-Za-z]/.test(character)) {
      options.push(String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    }
    const joiner = index > 0 ? choose(invisible).repeat(choose([0, 0, 1, 3])) : '';
    return joiner + choose(options);
  }).join('');
}

describe('foldText', () => {
  it.each([
    ['card numbers with no-break spaces', 'card 4111\u00a01111\u00a01111\u00a01111 end'],
    ['card numbers with narrow spaces', 'card 4111\u202f1111\u202f1111\u202f1111 end'],
    ['social security numbers with no-break hyphens', 'SSN: 536\u201122\u20118765 end'],
    ['social security numbers with en dashes', 'SSN: 536\u201322\u20138765 end'],
    ['full-width digits', 'card ４１１１ １１１１ １１１１ １１１１ end'],
    ['soft hyphens in an address', 'mail bob.se\u00adcret@corp-inter\u00adnal.com end'],
    ['a zero-width space in an address', 'mail bob.secret\u200b@corp-internal.com end'],
    ['a full-width at sign', 'mail bob.secret＠corp-internal.com end'],
    ['a no-break space after a colon', 'mot de passe\u00a0:\u00a0Tr0ub4dor3x! fin'],
    ['no-break spaces in a name', 'my name is Jane\u00a0Kowalczyk end'],
  ])('L10: finds %s', (_what, text) => {
    const result = engine.anonymizeText('t', text);

    expect(result.detections).toHaveLength(1);
    expect(engine.restoreText('t', result.text)).toBe(text);
  });

  it('L10: finds values in characters that look the same, and restores them exactly', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.nat(1_000), { minLength: 1, maxLength: 60 }),
        ([category, before, value], choices) => {
          const disguised = disguise(value, choices);
          const text = `${before}${disguised} end`;
          const result = engine.anonymizeText('t', text);

          expect(result.detections.map((found) => found.category)).toContain(category);
          expect(result.text).not.toContain(disguised);
          expect(engine.restoreText('t', result.text)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('L10: a value is found again in another spelling', () => {
    const messages = [
      { role: 'user', content: 'the password is Tr0ub4dor3x!' },
      { role: 'user', content: 'again Tr0ub\u200b4dor3x! and Tr0ub4dor3x!' },
    ];
    const masked = JSON.stringify(engine.anonymizeBody('t', 'messages', { messages }).body);

    expect(masked.match(/cgpass/g)).toHaveLength(3);
    expect(masked).not.toContain('4dor3x');
  });

  it('finds a word of a custom guardrail that is the whole of a short text', () => {
    expect(engine.anonymizeText('t', 'ACME').text).toMatch(/^cgword/);
  });

  it('keeps the offset of every character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '1', ' ', ...invisible, '１', '\u00a0') }),
        (text) => {
          const { text: folded, originalOf } = foldText(text);

          for (let at = 0; at < folded.length; at += 1) {
            expect(foldText(text.charAt(originalOf(at))).text).toBe(folded.charAt(at));
          }
        },
      ),
    );
  });
});
