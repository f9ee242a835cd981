import {
  corpora,
  macroF1,
  readNegatives,
  readPositives,
  scoreNegatives,
  scorePositives,
} from '../../../../test/corpora/score.mjs';
import { createEngine } from './engine.js';
import { MemoryMappings } from './memory-mappings.js';
import { builtInIds, type BuiltInId } from './guardrails/index.js';

/** The least share of a category's values that must be found in test/corpora. */
const recalls: readonly (readonly [least: number, ids: readonly BuiltInId[]])[] = [
  [0.95, ['email', 'ssn', 'credit_card', 'iban', 'ip', 'api_key', 'aws_key']],
  [0.95, ['jwt', 'private_key', 'url_credentials']],
  [0.9, ['phone', 'password', 'passport']],
  [0.8, ['name', 'address']],
];
const engine = createEngine({
  key: Buffer.alloc(32, 1),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  mappings: new MemoryMappings(),
});
const findIn = (text: string) => engine.anonymizeText('t1', text).detections;

describe.each(Object.entries(corpora))('quality on the corpus "%s"', (_name, corpus) => {
  const documents = readPositives(corpus);
  const { rows } = scorePositives(documents, findIn);

  it('is measured on enough values of every category', () => {
    const values = documents.flatMap(({ spans }) => spans);

    expect(values.length).toBeGreaterThanOrEqual(400);
    expect(rows.map(({ category }) => category).sort()).toEqual([...builtInIds].sort());
  });

  it.each(recalls)('finds at least %d of the values of %j', (least, ids) => {
    const found = rows.filter(({ category }) => (ids as readonly string[]).includes(category));

    expect(found.filter(({ recall }) => recall < least)).toEqual([]);
  });

  it('reaches a macro F1 of 0.95', () => {
    expect(macroF1(rows)).toBeGreaterThanOrEqual(0.95);
  });

  it('replaces less than one thing in 200 KB of programs, logs and lock files', () => {
    const { characters, per100KB } = scoreNegatives(readNegatives(corpus), findIn);

    expect(characters).toBeGreaterThan(250_000);
    expect(per100KB).toBeLessThan(0.5);
  });
});
