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

/** Minimum recall on test/corpora, for categories that depend on context. */
const minRecalls: Partial<Record<BuiltInId, number>> = {
  phone: 0.9,
  password: 0.9,
  passport: 0.9,
  name: 0.8,
  address: 0.8,
};
const defaultMinRecall = 0.95;
const engine = createEngine({
  key: Buffer.alloc(32, 1),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' as const })),
  mappings: new MemoryMappings(),
});
const findIn = (text: string) => engine.anonymizeText('t1', text).detections;

it('has values of every category in the first corpus', () => {
  const { rows } = scorePositives(readPositives(corpora.own), findIn);

  expect(rows.map(({ category }) => category).sort()).toEqual([...builtInIds].sort());
});

describe.each(Object.entries(corpora))('quality on the corpus "%s"', (_name, corpus) => {
  const documents = readPositives(corpus);
  const { rows } = scorePositives(documents, findIn);

  it('is measured on enough values', () => {
    const values = documents.flatMap(({ spans }) => spans);

    expect(values.length).toBeGreaterThanOrEqual(400);
  });

  it.each(rows)('finds enough values of the category $category', ({ category, recall }) => {
    const min = (minRecalls as Record<string, number | undefined>)[category] ?? defaultMinRecall;

    expect(recall).toBeGreaterThanOrEqual(min);
  });

  it('reaches a macro F1 of 0.95', () => {
    expect(macroF1(rows)).toBeGreaterThanOrEqual(0.95);
  });

  it('replaces less than one value in 200 KB of programs, logs and lock files', () => {
    const { characters, per100KB } = scoreNegatives(readNegatives(corpus), findIn);

    expect(characters).toBeGreaterThan(250_000);
    expect(per100KB).toBeLessThan(0.5);
  });
});
