/** `npm run guardrails:score [-- --mistakes]`: how well the guardrails of the build do on the two sets of test/corpora. */
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

import {
  corpora,
  macroF1,
  readNegatives,
  readPositives,
  scoreNegatives,
  scorePositives,
} from '../test/corpora/score.mjs';
import { build, install } from './prepare.mjs';

const at = process.argv.indexOf('--engine');
const built = fileURLToPath(
  new URL('../dist/libs/guardrails/src/engine/index.js', import.meta.url),
);
const path = at === -1 ? built : process.argv[at + 1];
if (at === -1) {
  install();
  build();
}
if (!existsSync(path)) throw new Error(`${path} is missing`);

const { createEngine, builtInIds, MemoryMappings } = await import(pathToFileURL(path).href);
const engine = createEngine({
  key: Buffer.alloc(32, 1),
  guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' })),
  mappings: new MemoryMappings(),
});
const findIn = (text) => engine.anonymizeText('score', text).detections;

const titles = { own: 'our own corpus', heldOut: 'second corpus, by another author' };
const percent = (value) => value.toFixed(3).padStart(11);

for (const [name, folder] of Object.entries(corpora)) print(titles[name], folder);

function print(title, folder) {
  const { rows, mistakes } = scorePositives(readPositives(folder), findIn);
  const clean = scoreNegatives(readNegatives(folder), findIn);
  console.log(`${title}\ncategory          values  precision     recall         F1`);
  for (const id of builtInIds) {
    const row = rows.find(({ category }) => category === id);
    if (row === undefined) continue;
    console.log(
      id.padEnd(17) +
        String(row.total).padStart(7) +
        percent(row.precision) +
        percent(row.recall) +
        percent(row.f1),
    );
  }
  console.log(
    `macro F1 ${macroF1(rows).toFixed(3)}, false replacements per 100 KB of code: ${clean.per100KB.toFixed(2)} (${clean.mistakes.length} in ${Math.round(clean.characters / 1000)} KB)\n`,
  );
  if (!process.argv.includes('--mistakes')) return;
  for (const { kind, category, file, value, around } of [...mistakes, ...clean.mistakes]) {
    console.log(
      `${kind} ${category} ${file}: ${JSON.stringify(value)} in ${JSON.stringify(around)}`,
    );
  }
}
