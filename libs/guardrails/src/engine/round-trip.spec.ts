import fc from 'fast-check';

import { createEngine } from './engine.js';
import { capitalsAndDigits, hexDigits, machineMade } from './guardrails/detections.testing.js';
import { passesLuhn } from './guardrails/credit-card.js';
import { passesMod97 } from './guardrails/iban.js';
import { MemoryMappings } from './memory-mappings.js';
import { builtInIds, type BuiltInId } from './guardrails/index.js';

const engine = createEngine({
  key: Buffer.alloc(32, 7),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  mappings: new MemoryMappings(),
});
const runs = { numRuns: 150 };

const digits = (length: number) =>
  fc.string({
    unit: fc.constantFrom(...Array.from('0123456789')),
    minLength: length,
    maxLength: length,
  });
const word = (alphabet: string, min: number, max = min) =>
  fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: min, maxLength: max });
const lower = 'abcdefghijklmnopqrstuvwxyz';
const mixed = machineMade(200);

/** A line with a value of the category, and the text that must not be left in it. */
type Planted = { readonly category: BuiltInId; readonly line: string; readonly value: string };

const planted = (
  category: BuiltInId,
  values: fc.Arbitrary<string>,
  line: (value: string) => string,
): fc.Arbitrary<Planted> => values.map((value) => ({ category, value, line: line(value) }));

const cards = digits(15).map((rest) => {
  const body = `4${rest.slice(0, 14)}`;
  const check = Array.from('0123456789').find((digit) => passesLuhn(body + digit)) ?? '0';
  return body + check;
});
const ibans = digits(18).map((account) => {
  for (let check = 2; check < 99; check += 1) {
    const iban = `DE${String(check).padStart(2, '0')}${account}`;
    if (passesMod97(iban)) return iban;
  }
  return 'DE89370400440532013000';
});

const plants: fc.Arbitrary<Planted>[] = [
  planted(
    'email',
    fc.tuple(word(lower, 2, 12), word(lower, 2, 12)).map(([a, b]) => `q${a}@${b}.com`),
    (v) => `mail ${v}.`,
  ),
  planted(
    'phone',
    digits(4).map((n) => `+1 650 253 ${n}`),
    (v) => `tel ${v}`,
  ),
  planted(
    'ssn',
    digits(4)
      .filter((n) => n !== '0000')
      .map((n) => `536-22-${n}`),
    (v) => `SSN: ${v}`,
  ),
  planted('credit_card', cards, (v) => `card ${v}`),
  planted('iban', ibans, (v) => `IBAN ${v}`),
  planted(
    'ip',
    fc.tuple(fc.nat(254), fc.nat(254)).map(([c, d]) => `83.12.${c}.${d + 1}`),
    (v) => `from ${v} port`,
  ),
  planted(
    'api_key',
    word(mixed, 93).map((k) => `sk-ant-api03-${k}AA`),
    (v) => `"${v}"`,
  ),
  planted(
    'aws_key',
    word(capitalsAndDigits, 16).map((k) => `AKIA${k}`),
    (v) => `id=${v}`,
  ),
  planted(
    'jwt',
    word(mixed, 43).map((signature) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'HS256' })}.${part({ sub: 'x' })}.${signature}`;
    }),
    (v) => `Cookie: session=${v};`,
  ),
  planted(
    'private_key',
    fc.array(word(mixed, 64), { minLength: 1, maxLength: 9 }).map((lines) => lines.join('\n')),
    (v) => `-----BEGIN PRIVATE KEY-----\n${v}\n-----END PRIVATE KEY-----`,
  ),
  planted(
    'url_credentials',
    word(mixed, 8, 20).map((p) => `app:P7${p}`),
    (v) => `postgres://${v}@db:5432/x`,
  ),
  planted(
    'password',
    word(`${mixed}!$%/()=?+*<>{}`, 4, 20).map((p) => `aK${p}7q!`),
    (v) => `"password": "${v}"`,
  ),
  planted(
    'name',
    fc.constantFrom('Jane', 'Karl', 'Aoife', 'Jürgen').map((n) => `${n} Kowalczyk`),
    (v) => `my name is ${v},`,
  ),
  planted(
    'address',
    fc.integer({ min: 1, max: 9_999 }).map((n) => `${n} Evergreen Terrace`),
    (v) => `ship to ${v}`,
  ),
  planted(
    'passport',
    digits(7).map((n) => `AB${n}`),
    (v) => `passport no ${v}`,
  ),
];

const filler = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    'const x = process.env.API_KEY;',
    'cg cgm cgname0 cgpem cgtel [ADDR-x [',
    `sha256:${machineMade(64, hexDigits)}`,
    'The quick brown fox — jumps\tover "it" \\n \\u0041.',
    '😀👩‍👩‍👧 ünïcödé',
  ),
);

const texts = fc
  .array(fc.tuple(filler, fc.oneof(...plants)), { minLength: 1, maxLength: 5 })
  .map((parts) => ({
    text: parts.map(([noise, { line }]) => `${noise}\n${line}\n`).join(''),
    values: parts.map(([, { value }]) => value),
  }));

function cut(text: string, borders: readonly number[]): string[] {
  const places = borders.map((border) => border % (text.length + 1)).sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

const borders = fc.array(fc.nat(), { maxLength: 30 });

/** Writes a letter as `\\u00XX`; existing escapes do not change. */
function escapeLetter(found: string): string {
  return found.length > 1 ? found : `\\u00${found.charCodeAt(0).toString(16)}`;
}

describe('the way there and back', () => {
  it('replaces every inserted value and restores every byte, in streams with deltas of any length', () => {
    fc.assert(
      fc.property(texts, borders, ({ text, values }, places) => {
        const { text: masked } = engine.anonymizeText('t1', text);
        const restorer = engine.streamRestorer('t1', 'text');
        const streamed =
          cut(masked, places)
            .map((chunk) => restorer.push(chunk))
            .join('') + restorer.end();

        for (const value of values) expect(masked).not.toContain(value);
        expect(engine.restoreText('t1', masked)).toBe(text);
        expect(streamed).toBe(text);
      }),
      runs,
    );
  });

  it('restores fragments of JSON to JSON of the same value', () => {
    fc.assert(
      fc.property(texts, borders, fc.boolean(), ({ text }, places, escaped) => {
        const { text: masked } = engine.anonymizeText('t1', text);
        const plain = JSON.stringify({ a: masked, n: [1] });
        const json = escaped ? plain.replace(/\\(?:u.{4}|.)|[@cg]/gs, escapeLetter) : plain;
        const restorer = engine.streamRestorer('t1', 'json');
        const streamed =
          cut(json, places)
            .map((chunk) => restorer.push(chunk))
            .join('') + restorer.end();

        expect(JSON.parse(streamed)).toEqual({ a: text, n: [1] });
      }),
      runs,
    );
  });

  it('is deterministic, and finds nothing in its own output', () => {
    fc.assert(
      fc.property(texts, ({ text }) => {
        const { text: masked } = engine.anonymizeText('t1', text);
        const another = createEngine({
          key: Buffer.alloc(32, 7),
          guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
          mappings: new MemoryMappings(),
        });

        expect(another.anonymizeText('t1', text).text).toBe(masked);
        expect(engine.anonymizeText('t1', masked).text).toBe(masked);
      }),
      runs,
    );
  });

  it('keeps tenants apart', () => {
    fc.assert(
      fc.property(texts, ({ text }) => {
        const { text: masked, detections } = engine.anonymizeText('t1', text);
        const { detections: others } = engine.anonymizeText('t2', text);
        const tokens = new Set(detections.map(({ replacement }) => replacement));

        expect(engine.restoreText('t2', masked)).toBe(masked);
        expect(others.some(({ replacement }) => tokens.has(replacement))).toBe(false);
      }),
      runs,
    );
  });

  it('does not change a damaged token', () => {
    fc.assert(
      fc.property(fc.oneof(...plants), fc.nat(), ({ line }, place) => {
        const { text, detections } = engine.anonymizeText('t1', line);
        const token = detections[0]?.replacement ?? '';
        const body = token.replace(/@.*/, '');
        const at = 6 + (place % (body.length - 6));
        const damaged =
          body.slice(0, at) + (body.charAt(at) === 'q' ? 'p' : 'q') + body.slice(at + 1);
        const damagedText = text.replace(body, damaged);

        expect(engine.restoreText('t1', damagedText)).toContain(damaged);
      }),
      runs,
    );
  });

  it('does not change text without tokens', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), borders, (text, places) => {
        const restorer = engine.streamRestorer('t1', 'text');

        expect(
          cut(text, places)
            .map((chunk) => restorer.push(chunk))
            .join('') + restorer.end(),
        ).toBe(text);
      }),
      runs,
    );
  });
});
