import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { createEngine } from './engine.js';
import { MemoryMappings } from './memory-mappings.js';
import { builtInIds, type BuiltInId } from './guardrails/index.js';

/** Texts of programs that every developer has on disk, up to 300 KB of each kind. */
const corpora: readonly (readonly [name: string, files: () => string[]])[] = [
  ['lock file', () => [resolve('package-lock.json')]],
  ['declarations', () => filesOf('node_modules/rxjs', '.d.ts')],
  ['compiled code', () => filesOf('node_modules/@nestjs/core', '.js')],
  ['minified code', () => [resolve('node_modules/validator/validator.min.js')]],
  ['modules', () => filesOf('node_modules/es-toolkit/dist', '.js')],
  ['source maps', () => filesOf('node_modules/rxjs/dist/cjs/internal', '.map')],
  [
    'our own sources',
    () => filesOf('libs', '.ts').filter((file) => !/\.spec\.ts$|testing|fixtures/.test(file)),
  ],
];
const maxBytes = 300_000;

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(resolve(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => join(resolve(folder), file))
    .filter((file) => statSync(file).isFile());
}

function read(files: readonly string[]): string {
  let text = '';
  for (const file of files) {
    if (text.length > maxBytes) break;
    text += readFileSync(file, 'utf8');
  }
  return text.slice(0, maxBytes);
}

/** Names and e-mail addresses of authors in code are correct detections; values of other categories are not in it. */
const genuine: ReadonlySet<string> = new Set<BuiltInId>(['name', 'email']);

describe('false positives', () => {
  it.each(corpora)('are absent from the corpus "%s"', (_name, files) => {
    const engine = createEngine({
      key: Buffer.alloc(32, 7),
      guardrails: builtInIds.map((id) => ({ id, mode: 'report' as const })),
      mappings: new MemoryMappings(),
    });
    const text = read(files());
    const detections = engine
      .anonymizeText('t1', text)
      .detections.filter(({ category }) => !genuine.has(category))
      .map(({ category, start, end }) => `${category}: ${text.slice(start, end)}`);

    expect(text.length).toBeGreaterThan(20_000);
    expect(detections).toEqual([]);
  });
});
