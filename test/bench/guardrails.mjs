/**
 * `npm run bench -- guardrails`: what guardrails cost, on one core, with all of them on. Cold: a coding
 * conversation of 1 MB that is not cached. Warm: the same again with 4 KB more, as in every next request.
 * Stream: restoring an answer, delta by delta. The conversation is made of the repository's own sources,
 * printed by tools, and of text that holds what guardrails look for, so it is the same on every machine.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const at = process.argv.indexOf('--engine');
const enginePath = at === -1 ? 'dist/libs/guardrails/src/engine/index.js' : process.argv[at + 1];

export async function benchGuardrails() {
  if (!existsSync(join(root, enginePath)) && !existsSync(enginePath)) {
    throw new Error(`${enginePath} is missing: npm run build`);
  }
  const path = existsSync(enginePath) ? enginePath : join(root, enginePath);
  const { createEngine, builtInIds, MemoryMappings } = await import(pathToFileURL(path).href);
  const key = randomBytes(32);
  const engine = () =>
    createEngine({
      key,
      guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' })),
      mappings: new MemoryMappings(),
    });

  const conversation = codingConversation(1_000_000);
  const megabytes = sizeOf(conversation) / 1e6;
  for (let run = 0; run < 15; run += 1) engine().anonymizeBody('t1', 'messages', conversation);

  const cold = [];
  let found = 0;
  for (let run = 0; run < 30; run += 1) {
    const fresh = engine();
    const copy = structuredClone(conversation);
    cold.push(time(() => (found = fresh.anonymizeBody('t1', 'messages', copy).detections.length)));
  }
  const speed = (ms) => (megabytes / (ms / 1e3)).toFixed(1);
  console.log(
    `cold    ${speed(Math.min(...cold))} MB/s at best, ${speed(median(cold))} in the median  (${megabytes.toFixed(2)} MB, ${found} detections)`,
  );

  const warm = [];
  const used = engine();
  used.anonymizeBody('t1', 'messages', conversation);
  for (let run = 0; run < 9; run += 1) {
    // Parsed again, as from a request: no string is identical to one seen before.
    const next = JSON.parse(JSON.stringify(conversation));
    next.messages.push({ role: 'user', content: `${run}\n${toolOutput(run * 7).slice(0, 4_096)}` });
    warm.push(time(() => used.anonymizeBody('t1', 'messages', next)));
  }
  console.log(
    `warm    ${Math.min(...warm).toFixed(2)} ms at best, ${median(warm).toFixed(2)} in the median  (the same and 4 KB more)`,
  );

  const { text } = used.anonymizeText('t1', secretsOf(3));
  const answer = `${'The next word of an answer. '.repeat(40)}${text}`.repeat(8);
  const deltas = answer.match(/[^]{1,12}/g);
  const stream = [];
  for (let run = 0; run < 9; run += 1) {
    const restorer = used.streamRestorer('t1', 'text');
    stream.push(
      time(() => {
        for (const delta of deltas) restorer.push(delta);
        restorer.end();
      }),
    );
  }
  console.log(
    `stream  ${((Math.min(...stream) * 1e3) / deltas.length).toFixed(2)} µs per delta  (${deltas.length} deltas of 12 characters)`,
  );
}

function time(work) {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function sizeOf(body) {
  return JSON.stringify(body).length;
}

let sources;
export function toolOutput(index) {
  sources ??= ['libs', 'node_modules/@nestjs/core', 'node_modules/typeorm/browser/query-builder']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:ts|js|json)$/.test(file) && !/guardrails|openapi/.test(file))
        .sort()
        .map((file) => join(folder, file)),
    )
    .map((file) => [file, readFileSync(join(root, file), 'utf8')])
    .filter(([, text]) => text.length > 800 && text.length < 30_000);
  const [file, text] = sources[(index * 31) % sources.length];
  const lines = text.split('\n').map((line, number) => `${String(number + 1).padStart(6)}→${line}`);
  return `${file}\n${lines.join('\n')}`;
}

/** What a developer's files and terminals hold; about one find in 5 KB of the conversation. */
function secretsOf(index) {
  return `2026-03-0${1 + (index % 9)}T10:15:${10 + (index % 50)}.123Z INFO  [http] GET /api/items/${index * 977} 200 12ms client=10.20.${index % 256}.17
commit ${(index * 7_919 + 0x1b2c3d).toString(16).padStart(40, 'a7c')}
Author: Maria Schneider <maria.schneider${index % 7}@acme-corp.io>

    Retry the upload when the connection is reset

DATABASE_URL=postgres://app:${'s3cr' + 'et-pw' + (index % 5)}@db.internal:5432/app
Tests:       ${index} passed, ${index} total`;
}

/** @param first where in the sources it begins, so that two conversations have nothing in common */
export function codingConversation(size, first = 0) {
  const messages = [];
  let total = 0;
  for (let index = first; total < size; index += 1) {
    const id = `toolu_${String(index).padStart(6, '0')}`;
    const read = toolOutput(index).slice(0, 12_000);
    const prose = `I will look at the module first, then change the function that builds the query, and run the tests again. The failing case is number ${index}: the retry is not counted when the connection is reset while the body is sent.`;
    messages.push(
      {
        role: 'assistant',
        content: [
          { type: 'text', text: prose },
          { type: 'tool_use', id, name: 'Read', input: { file_path: read.split('\n')[0] } },
        ],
      },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: read }] },
    );
    total += read.length + prose.length;
    if (index % 3 === 0) {
      messages.push({ role: 'user', content: secretsOf(index) });
      total += secretsOf(index).length;
    }
  }
  return { model: 'claude-sonnet-4-5', max_tokens: 4_096, messages };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchGuardrails();
