/**
 * What is fuzzed. Each target takes a random source and returns `{ shape, run }`: `run(chars)` does the work on an input
 * of about that many characters, and `shape` is what is printed when it fails. A broken expectation throws an Error.
 */
import { matchesGlob } from '../../dist/libs/kernel/src/index.js';
import {
  baseModelName,
  capabilitiesOf,
  estimateInputTokens,
  priceOf,
  tierOf,
} from '../../dist/libs/models/src/index.js';
import {
  convertRequest,
  dialects,
  endpointOf,
  fieldOf,
  fitRequest,
  formatOf,
  generateEndpointOf,
  isContextOverflow,
  parseRefusal,
  parseUpstreamJson,
  readRequestHead,
  readRetryAfterMs,
  readUpstreamError,
  replaceHalfPairs,
  SseReader,
  StreamTap,
} from '../../dist/libs/protocol/src/index.js';

import {
  builtInIds,
  createEngine,
  MemoryMappings,
} from '../../dist/libs/guardrails/src/engine/index.js';
import { eventOf, requestOf } from './messages.mjs';
import { chunksOf, pumped, randomOf } from './random.mjs';
import { targetOf } from './target.mjs';

const tenant = 't1';
const newEngine = () =>
  createEngine({
    key: Buffer.alloc(32, 7),
    guardrails: builtInIds.map((id) => ({ id, mode: 'anonymize' })),
    mappings: new MemoryMappings(),
  });
const engine = newEngine();
const masked = engine.anonymizeText(
  tenant,
  'mail ada@example.org, iban DE89370400440532013000.',
).text;
/** Replacements, whole and cut. */
const replacements = masked.split(/[ ,]/).filter((word) => word.length > 12);
const ofReplacements = replacements.flatMap((each) => [each, each.slice(0, 9), each.slice(-9)]);

function expectSame(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what} differs`);
}

function textTarget(work, extra) {
  return (random) => {
    const { build, ...shape } = pumped(random, extra);
    const seed = random.below(2 ** 31);
    return { shape, run: (chars) => work(build(chars), randomOf(seed)) };
  };
}

const textTargets = {
  // A new engine each time, so that no result comes from the cache.
  mask: textTarget((text) => newEngine().anonymizeText(tenant, text)),
  'mask a tool argument': textTarget((text) => {
    const input = JSON.stringify({ command: text, password: text });
    newEngine().anonymizeBody(tenant, 'chat', {
      messages: [
        { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: input } }] },
      ],
    });
  }),
  'restore a text': textTarget((text) => engine.restoreText(tenant, text), ofReplacements),
  'restore a stream': textTarget((text, random) => {
    const most = random.pick([1, 7, 60, 2_000]);
    for (const kind of ['text', 'json', 'argument']) {
      const restorer = engine.streamRestorer(tenant, kind);
      const parts = chunksOf(random, text, most).map((chunk) => restorer.push(chunk));
      const streamed = parts.join('') + restorer.end();
      if (kind === 'text')
        expectSame(streamed, engine.restoreText(tenant, text), 'restored stream');
    }
  }, ofReplacements),
  errors: textTarget((text) => {
    for (const status of [200, 400, 404, 429, 502]) {
      for (const body of [
        text,
        JSON.stringify({ error: { message: text, code: text, type: text } }),
      ]) {
        const error = readUpstreamError(status, body);
        isContextOverflow(status, error);
        for (const dialect of dialects) formatOf(dialect).errors.toCallerError(status, error);
      }
      parseRefusal(status, text);
    }
    fieldOf(text);
    const headers = {
      'retry-after': text,
      'retry-after-ms': text,
      'anthropic-ratelimit-requests-reset': text,
    };
    readRetryAfterMs(headers, 1_700_000_000_000);
  }),
  'names of models': textTarget((text) => {
    matchesGlob(text, text);
    matchesGlob(`*${text.slice(0, 40)}*a*b*`, text);
    // Longer names are refused by checkModel().
    const name = text.slice(0, 512);
    tierOf(name);
    baseModelName(name);
    for (const provider of ['anthropic', 'openai', 'openrouter']) {
      priceOf(provider, name, 1_700_000_000_000);
      capabilitiesOf(provider, name);
    }
  }),
  'broken JSON': textTarget((text) => {
    const body = Buffer.from(`{"model":"m","a":${text}`);
    replaceHalfPairs(body);
    for (const dialect of dialects) {
      allowGatewayError(() =>
        readRequestHead(generateEndpointOf(dialect), { path: '/', body, headers: {} }),
      );
    }
    try {
      parseUpstreamJson(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }),
  'bytes of a stream': textTarget((text, random) => {
    const bytes = Buffer.from(text);
    readStreams(bytes, chunksOf(random, bytes, random.pick([1, 5, 100, 5_000])));
  }),
};

const requestTargets = Object.fromEntries(
  dialects.flatMap((dialect) => [
    [
      `requests of ${dialect}`,
      (random) => {
        const { shape, build } = requestOf(random, dialect);
        return { shape, run: (chars) => readAndConvert(dialect, build(chars)) };
      },
    ],
    [
      `streams of ${dialect}`,
      (random) => {
        const { shape, build } = eventOf(random, dialect);
        const seed = random.below(2 ** 31);
        return {
          shape,
          run(chars) {
            const bytes = Buffer.from(build(chars));
            const source = randomOf(seed);
            readStreams(bytes, chunksOf(source, bytes, source.pick([1, 5, 100, 5_000])));
          },
        };
      },
    ],
  ]),
);

export const targets = { ...textTargets, ...requestTargets };

function allowGatewayError(work) {
  try {
    return work();
  } catch (error) {
    // The class itself is not compared: what counts is that callers get a code and a sentence.
    if (error?.name === 'GatewayError' || error?.constructor?.name === 'GatewayError')
      return undefined;
    throw error;
  }
}

async function readAndConvert(dialect, given) {
  const endpoint = endpointOf(generateEndpointOf(dialect).name);
  const body = replaceHalfPairs(Buffer.from(JSON.stringify(given)));
  const head = allowGatewayError(() => readRequestHead(endpoint, { path: '/', body, headers: {} }));
  if (!head) return;
  allowGatewayError(() => newEngine().anonymizeBody(tenant, dialect, head.json));
  const request = allowGatewayError(() => formatOf(dialect).request.read(head.json));
  if (!request) return;
  for (const other of dialects) allowGatewayError(() => convertRequest(request, targetOf(other)));
  const strict = targetOf(dialect, {
    stop: false,
    structuredOutput: false,
    prefill: false,
    images: false,
  });
  allowGatewayError(() => fitRequest(head.json, request, strict));
  await estimateInputTokens(request, 'claude-opus-4-1').catch((error) =>
    allowGatewayError(() => {
      throw error;
    }),
  );
}

function readStreams(bytes, chunks) {
  const whole = new SseReader();
  const expected = [...whole.push(bytes), ...whole.end()];
  const inChunks = new SseReader();
  const events = [...chunks.flatMap((chunk) => inChunks.push(chunk)), ...inChunks.end()];
  expectSame(JSON.stringify(events), JSON.stringify(expected), 'events of a stream in chunks');
  for (const dialect of dialects) {
    const { stream } = formatOf(dialect);
    const tap = new StreamTap(stream, false);
    const passed = Buffer.concat([...chunks.map((chunk) => tap.push(chunk)), tap.end()]);
    expectSame(passed.equals(bytes), true, 'stream that is passed through');
    allowGatewayError(() => {
      const reader = stream.createReader({ thinkTags: true });
      for (const event of events) reader.push(event);
      reader.end();
    });
    allowGatewayError(() => restoreEvents(stream, events));
  }
}

function restoreEvents(stream, events) {
  const restorer = stream.createRestorer({
    text: (text) => engine.restoreText(tenant, text),
    json: (text) => engine.restoreText(tenant, text),
    body: (dialect, body) => engine.restoreBody(tenant, dialect, body),
    field: (kind) => engine.streamRestorer(tenant, kind),
  });
  for (const { event, data } of events) {
    let parsed;
    try {
      parsed = JSON.parse(data);
    } catch {
      continue;
    }
    if (parsed !== null && typeof parsed === 'object' && !Array.isArray(parsed)) {
      restorer.push({ name: event, data: parsed });
    }
  }
}
