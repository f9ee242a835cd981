import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { GatewayError, tryParseJson, type JsonObject } from '@codegate/kernel';

import { formatOf, type Dialect } from '../registry.js';
import type { ReadOptions, ResponseOptions } from '../response/types.js';
import type { Issuer, LlmEvent, LlmRequest } from '../model.js';
import { formatSse } from '../sse/format-sse.js';
import { SseReader, type SseEvent } from '../sse/sse-reader.js';
import type { ModelCapabilities, NameTable, ProviderQuirks, Target } from '../target.js';
import { convertRequest } from './convert.js';

/**
 * Conversions as data: `test/conversion/cases/<symptom>/{input,expected}.json`, described in
 * `test/conversion/README.md`. With CODEGATE_WRITE_CASES set, missing expectations are written from
 * what the code does now, to be read before they are kept.
 */
type Case = {
  kind: 'request' | 'answer' | 'stream';
  /** `events`: the input is a list of neutral events. */
  from: Dialect | 'events';
  /** `events`: the expectation is a list of neutral events, or for a request what was read. */
  to: Dialect | 'events';
  /** Where a request goes: differences from an ordinary target of its wire format. */
  target?: Partial<Omit<Target, 'capabilities' | 'quirks'>> & {
    capabilities?: Partial<ModelCapabilities>;
    quirks?: Partial<ProviderQuirks>;
  };
  /** The caller's own request, where an answer depends on it (names of tools). */
  request?: JsonObject;
  options?: Partial<ResponseOptions>;
  /** What the reader of a response has to know about the upstream. */
  readOptions?: ReadOptions;
  input: unknown;
};

const folder = fileURLToPath(new URL('../../../../test/conversion/cases', import.meta.url));
const encoder = new TextEncoder();

const issuers: Record<Dialect, Issuer> = {
  messages: 'anthropic',
  chat: 'openai',
  responses: 'openai',
};

function toTarget(dialect: Dialect, changes: Case['target'] = {}): Target {
  const isMessages = dialect === 'messages';
  return {
    dialect,
    provider: isMessages ? 'anthropic' : 'openai',
    issuer: issuers[dialect],
    model: 'upstream-model',
    ...changes,
    capabilities: {
      contextTokens: 200_000,
      maxOutputTokens: 64_000,
      sampling: 'full',
      thinking: isMessages ? ['disabled', 'enabled', 'adaptive'] : [],
      efforts: ['low', 'medium', 'high', 'max'],
      prefill: true,
      stop: true,
      structuredOutput: true,
      midSystem: true,
      images: true,
      pdf: true,
      developerRole: false,
      ...changes.capabilities,
    },
    quirks: {
      maxTokensField: 'max_completion_tokens',
      toolIdLimit: dialect === 'chat' ? 40 : 64,
      reasoningField: null,
      reasoningFieldRequired: false,
      reasoningControl: 'reasoning_effort',
      efforts: null,
      allowedFields: null,
      refusedFields: [],
      refusedSchemaKeywords: [],
      topK: false,
      cacheControl: isMessages,
      files: true,
      toolChoice: true,
      parallelToolCalls: true,
      structuredOutput: true,
      developerRole: false,
      thoughtSignatures: false,
      streamOnly: false,
      thinkTags: false,
      ...changes.quirks,
    },
  };
}

function dialectOr(side: Dialect | 'events', other: Dialect): Dialect {
  return side === 'events' ? other : side;
}

function toOptions(example: Case): ResponseOptions {
  const to = dialectOr(example.to, 'messages');
  const from = dialectOr(example.from, 'chat');
  const ids: Record<Dialect, string> = {
    messages: 'msg_test',
    chat: 'chatcmpl-test',
    responses: 'resp_test',
  };
  const request = example.request
    ? formatOf(to).request.read(example.request)
    : ({
        dialect: to,
        model: 'm',
        system: [],
        messages: [],
        tools: [],
        extra: {},
      } as unknown as LlmRequest);
  const names: NameTable = example.request
    ? convertRequest(request, toTarget(from, example.target)).names
    : { original: () => undefined };
  return {
    model: 'caller-model',
    id: ids[to],
    createdMs: 1_700_000_000_000,
    names,
    includeUsage: true,
    request,
    inputTokensEstimate: 10,
    issuer: issuers[from],
    ...example.options,
  };
}

/** Input of a stream: server-sent events as raw text, or a list of their data. */
function toSseText(input: unknown): string {
  if (typeof input === 'string') return input;
  return (input as unknown[])
    .map((data) => {
      if (typeof data === 'string') return formatSse(null, data);
      const type = (data as JsonObject).type;
      return formatSse(typeof type === 'string' ? type : null, JSON.stringify(data));
    })
    .join('');
}

function readStream(example: Case, chunkSize: number): LlmEvent[] {
  if (example.from === 'events') return example.input as LlmEvent[];
  const bytes = encoder.encode(toSseText(example.input));
  const sse = new SseReader();
  const reader = formatOf(example.from).stream.createReader(example.readOptions);
  const read = (events: SseEvent[]): LlmEvent[] => events.flatMap((event) => reader.push(event));
  const events: LlmEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) {
    events.push(...read(sse.push(bytes.subarray(at, at + chunkSize))));
  }
  events.push(...read(sse.end()), ...reader.end());
  return events;
}

function writeStream(example: Case, events: LlmEvent[]): unknown[] {
  if (example.to === 'events') return events;
  const writer = formatOf(example.to).stream.createWriter(toOptions(example));
  const text = events.map((event) => writer.write(event)).join('');
  return new SseReader().push(encoder.encode(text)).map(({ event, data }) => {
    const parsed = tryParseJson(data) ?? data;
    const { type } = parsed as { type?: unknown };
    return event === undefined || event === type ? parsed : { event, data: parsed };
  });
}

function run(example: Case, chunkSize: number): unknown {
  if (example.kind === 'request') {
    const request = formatOf(dialectOr(example.from, 'chat')).request.read(
      example.input as JsonObject,
    );
    if (example.to === 'events') return { request };
    const { body, changes } = convertRequest(request, toTarget(example.to, example.target));
    return { body, changes };
  }
  if (example.kind === 'stream')
    return { events: writeStream(example, readStream(example, chunkSize)) };
  const events =
    example.from === 'events'
      ? (example.input as LlmEvent[])
      : formatOf(example.from).response.read(example.input as JsonObject, example.readOptions);
  if (example.to === 'events') return { events };
  return { answer: formatOf(example.to).response.write(events, toOptions(example)) };
}

function runOrError(example: Case, chunkSize: number): JsonObject {
  try {
    // As a client would see it: what is undefined is not there.
    return JSON.parse(JSON.stringify(run(example, chunkSize))) as JsonObject;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { error: { code: error.code, field: error.field } };
  }
}

describe('conversion cases', () => {
  for (const name of readdirSync(folder).sort()) {
    const inputFile = join(folder, name, 'input.json');
    if (!existsSync(inputFile)) continue;
    const example = JSON.parse(readFileSync(inputFile, 'utf8')) as Case;
    const expectedFile = join(folder, name, 'expected.json');

    it(`${name} (${example.kind}, ${example.from} to ${example.to})`, () => {
      if (!existsSync(expectedFile) && process.env.CODEGATE_WRITE_CASES) {
        const text = JSON.stringify(runOrError(example, Infinity), null, 2);
        writeFileSync(expectedFile, `${text}\n`);
      }
      const expected = JSON.parse(readFileSync(expectedFile, 'utf8')) as JsonObject;

      for (const chunkSize of example.kind === 'stream' ? [1, 7, Infinity] : [Infinity]) {
        const seen = runOrError(example, chunkSize);
        // Cases name the changes they are about; other changes do not concern them.
        for (const key of Object.keys(expected)) expect(seen[key]).toEqual(expected[key]);
      }
    });
  }
});
