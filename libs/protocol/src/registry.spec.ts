import { readdirSync, readFileSync } from 'node:fs';

import fc from 'fast-check';

import { GatewayError, isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';

import { convertRequest } from './convert/convert.js';
import type { RequestAccess } from './endpoint.js';
import { cutStream, type ErrorEvent } from './errors/error-event.js';
import { nameCallerError, nameError, type ErrorNames } from './errors/wire-error.js';
import type { LlmEvent, LlmRequest, Usage } from './model.js';
import {
  estimateOutputTokens,
  OutputTokenEstimator,
} from './passthrough/estimate-output-tokens.js';
import { markCompleted } from './passthrough/stream-view.js';
import { StreamTap } from './passthrough/stream-tap.js';
import {
  dialects,
  endpointOf,
  endpoints,
  formatOf,
  formatOfRequest,
  registerWireFormats,
} from './registry.js';
import { lowerLimits } from './request/lower-limits.js';
import { readRequestHead } from './request/read-head.js';
import { refuse } from './request/refuse.js';
import { foldEvents } from './response/fold-events.js';
import type { ResponseOptions, StreamReader } from './response/types.js';
import type { TextRestorer } from './restore/types.js';
import { SseReader, type SseEvent } from './sse/sse-reader.js';
import type { ModelCapabilities, ProviderQuirks, Target } from './target.js';
import type { WireFormat } from './wire-format.js';

/**
 * A small invented dialect. All of it is in this file, as all of a real one is in its folder; that the rest of the
 * library works with it without a change is what these tests show.
 *
 * Request: `POST /toy/<model>/ask` or `/stream` with `{rules?, lines: [{by: 'user' | 'model', text}], max?}`.
 * Response: `{text, used: [input, output]}`. Stream: `{text}` events, then `{used, done: true}`.
 * Error: `{problem: {kind, message}}`.
 */
const inPath: RequestAccess = {
  read(_body, path) {
    const [method, ...model] = path
      .slice(path.indexOf('/toy/') + 5)
      .split('/')
      .reverse();
    return { model: model.reverse().join('/'), stream: method === 'stream' };
  },
  modelEdits: () => ({}),
  upstreamPath: (template, model, stream) =>
    template.replace('{model}', model).replace('{method}', stream ? 'stream' : 'ask'),
};

const kindOfError = (kind: string) => ({ type: kind });
const errorNames = Object.fromEntries(
  [
    'invalid_request unauthenticated forbidden not_found method_not_allowed conflict',
    'payload_too_large unsupported_media_type rate_limited blocked_by_guardrail not_supported',
    'guardrail_failed',
    'upgrade_required upstream_rejected upstream_timeout upstream_unavailable upstream_overloaded',
    'quota_exhausted no_account_available internal',
  ]
    .join(' ')
    .split(' ')
    .map((code) => [code, kindOfError(`toy_${code}`)]),
) as unknown as ErrorNames;

function toUsage(used: unknown): Usage | undefined {
  if (!Array.isArray(used)) return undefined;
  const [input, output] = used as number[];
  return {
    inputTokens: input ?? 0,
    cacheRead: 0,
    cacheWrite: 0,
    cacheWrite1h: 0,
    output: output ?? 0,
    reasoning: 0,
  };
}

const fromUsage = (usage: Usage) => [
  usage.inputTokens + usage.cacheRead + usage.cacheWrite,
  usage.output,
];

class ToyReader implements StreamReader {
  private isDone = false;
  private hasStarted = false;

  push({ data }: SseEvent): LlmEvent[] {
    const event = tryParseJson(data);
    if (!isJsonObject(event) || this.isDone) return [];
    const start: LlmEvent[] = this.hasStarted ? [] : [{ type: 'start', id: 't1', model: 'toy' }];
    this.hasStarted = true;
    if (event.done !== true) return [...start, { type: 'text', text: String(event.text) }];
    this.isDone = true;
    const usage = toUsage(event.used);
    return [
      ...start,
      ...(usage ? [{ type: 'usage' as const, usage }] : []),
      { type: 'stop', reason: 'end_turn' },
      { type: 'end' },
    ];
  }

  end(): LlmEvent[] {
    return this.isDone ? [] : [cutStream('done')];
  }
}

const sse = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
const problem = ({ errorType, message }: ErrorEvent) => ({ problem: { kind: errorType, message } });

const toy: WireFormat<'toy', 'toy'> = {
  name: 'toy',
  endpoints: {
    toy: {
      path: '/toy/{model}/{method}',
      kind: 'generate',
      access: inPath,
      outputLimitFields: ['max'],
    },
  },
  request: {
    read(body): LlmRequest {
      if (!Array.isArray(body.lines)) refuse('lines', "'lines' must be a list");
      const lines = (body.lines as JsonObject[]).map(({ by, text }) => ({
        role: by === 'model' ? ('assistant' as const) : ('user' as const),
        parts: [{ type: 'text' as const, text: String(text) }],
      }));
      return {
        dialect: 'toy',
        model: '',
        system: typeof body.rules === 'string' ? [{ type: 'text', text: body.rules }] : [],
        messages: lines,
        tools: [],
        ...(typeof body.max === 'number' ? { maxTokens: body.max } : {}),
        stream: false,
        includeUsage: true,
        extra: {},
      };
    },
    write: (request, target) => ({
      body: {
        ...(request.system.length > 0
          ? { rules: request.system.map(({ text }) => text).join('\n') }
          : {}),
        lines: request.messages.map(({ role, parts }) => ({
          by: role === 'assistant' ? 'model' : 'user',
          text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
        })),
        ...(request.maxTokens === undefined ? {} : { max: request.maxTokens }),
        target: target.model,
      },
      changes: request.changes ?? [],
      names: { original: () => undefined },
    }),
    textRoots: [
      ['rules', 'content'],
      ['lines', 'content'],
    ],
    conversationStart: ({ rules, lines }) => ({
      instructions: rules,
      firstMessage: Array.isArray(lines) ? lines[0] : undefined,
    }),
    limitOutput: (_body, limits, limit) => lowerLimits(limits, limit),
    effortField: 'effort',
    webSearch: null,
  },
  response: {
    isResponse: () => true,
    read(body) {
      const usage = toUsage(body.used);
      return [
        { type: 'start', id: 't1', model: 'toy' },
        { type: 'text', text: String(body.text) },
        ...(usage ? [{ type: 'usage' as const, usage }] : []),
        { type: 'stop', reason: 'end_turn' },
        { type: 'end' },
      ];
    },
    write(events) {
      const { parts, usage, error, ended } = foldEvents(events);
      const failure = error ?? (ended ? undefined : cutStream('done'));
      if (failure) return problem(failure);
      const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
      return { text, used: fromUsage(usage) };
    },
    readUsage: ({ used }) => toUsage(used),
    textRoots: [['text', 'content']],
    generatedContent: ({ text }) => text,
  },
  stream: {
    createReader: () => new ToyReader(),
    createWriter() {
      let used = [0, 0];
      return {
        write(event) {
          if (event.type === 'text') return sse({ text: event.text });
          if (event.type === 'usage') used = fromUsage(event.usage);
          if (event.type === 'error') return sse(problem(event));
          return event.type === 'end' ? sse({ used, done: true }) : '';
        },
      };
    },
    relevant: /"done"|"problem"/,
    watch({ data }, view) {
      const event = tryParseJson(data);
      if (!isJsonObject(event)) return false;
      view.usage = toUsage(event.used) ?? view.usage;
      if (isJsonObject(event.problem)) view.error = event;
      if (typeof event.text === 'string') view.hasContent = true;
      if (event.done === true) markCompleted(view);
      return false;
    },
    modelPath: ['model'],
    generatedText: /"text" ?: ?"((?:[^"\\]|\\.)*)"/g,
    ping: 'data: {"still":"here"}\n\n',
    createRestorer: (original) => ({
      push: ({ name, data }) => [
        {
          name,
          data: { ...data, ...('text' in data ? { text: original.text(String(data.text)) } : {}) },
        },
      ],
    }),
  },
  errors: {
    toWireError: (error) => nameError(errorNames, error),
    toCallerError: (status, error) => nameCallerError(errorNames, status, error),
    modelNotFoundCode: 'toy_no_model',
    writeBody: ({ type, message }) => JSON.stringify({ problem: { kind: type, message } }),
    writeEvent: ({ type, message }) => sse({ problem: { kind: type, message } }),
    isOwnBody: (body) => isJsonObject(body.problem),
  },
  headers: {
    writeLimit(headers, what, { remaining }) {
      headers[`toy-${what}-left`] = String(remaining);
    },
    requestIdHeader: 'toy-id',
    apiKeyHeader: 'toy-key',
    version: null,
    isNamedBy: (headers) => headers['toy-client'] !== undefined,
  },
  models: {
    writeEntry: ({ id }) => ({ name: id }),
    writeList: (entries) => ({ names: entries.map(({ id }) => id) }),
  },
  tokenCount: null,
};

registerWireFormats(toy);

const capabilities: ModelCapabilities = {
  contextTokens: null,
  maxOutputTokens: null,
  sampling: 'full',
  thinking: [],
  efforts: null,
  prefill: true,
  stop: true,
  structuredOutput: true,
  midSystem: true,
  images: true,
  pdf: true,
  developerRole: false,
};
const quirks: ProviderQuirks = {
  maxTokensField: 'max_tokens',
  toolIdLimit: 64,
  reasoningField: null,
  reasoningFieldRequired: false,
  reasoningControl: 'none',
  efforts: null,
  allowedFields: null,
  refusedFields: [],
  refusedSchemaKeywords: [],
  topK: false,
  cacheControl: false,
  files: false,
  toolChoice: true,
  parallelToolCalls: true,
  structuredOutput: true,
  developerRole: false,
  thoughtSignatures: false,
  streamOnly: false,
  thinkTags: false,
};
const targetOf = (dialect: string): Target => ({
  dialect,
  provider: 'custom',
  issuer: 'unknown',
  model: 'm',
  capabilities,
  quirks,
});
const optionsOf = (dialect: string): ResponseOptions => ({
  model: 'm',
  createdMs: 0,
  names: { original: () => undefined },
  includeUsage: true,
  request: formatOf('toy').request.read({ lines: [] }),
  inputTokensEstimate: 0,
  issuer: 'unknown',
  ...(dialect === 'toy' ? {} : { id: 'x' }),
});

const question = { rules: 'Be short.', lines: [{ by: 'user', text: 'Hello' }], max: 50 };
const reply = { text: 'Good day', used: [7, 3] };

function readStream(dialect: string, text: string): LlmEvent[] {
  const reader = formatOf(dialect).stream.createReader();
  const events = new SseReader().push(Buffer.from(text)).flatMap((event) => reader.push(event));
  return [...events, ...reader.end()];
}

function writeStream(dialect: string, events: readonly LlmEvent[]): string {
  const writer = formatOf(dialect).stream.createWriter(optionsOf(dialect));
  return events.map((event) => writer.write(event)).join('');
}

function folded(events: readonly LlmEvent[]) {
  const { parts, usage, error, ended } = foldEvents(events);
  return { parts, used: fromUsage(usage), error, ended };
}

describe('the dialects in the registry', () => {
  it('give their names and endpoints to the types and lists', () => {
    expect(dialects).toEqual(['messages', 'chat', 'responses']);
    expect([...endpoints].sort()).toEqual(
      [
        'chat',
        'compact',
        'count_tokens',
        'embeddings',
        'messages',
        'response_input_tokens',
        'responses',
      ].sort(),
    );
    expect(endpointOf('embeddings').format.name).toBe('chat');
    expect(() => formatOf('unknown')).toThrow('unknown dialect');
    expect(() => endpointOf('unknown')).toThrow('unknown endpoint');
  });

  it.each([
    ['/v1/messages/1', {}, 'messages'],
    ['/v1/responses', {}, 'responses'],
    ['/v1/embeddings', {}, 'chat'],
    ['/v1/nothing', {}, 'chat'],
    ['/v1/nothing', { 'anthropic-version': '2023-06-01' }, 'messages'],
  ])('are found for a request that belongs to no endpoint: %s %j', (url, headers, name) => {
    expect(formatOfRequest(url, headers).name).toBe(name);
  });
});

describe('the names compared inside this library', () => {
  it('are names of dialects', () => {
    const folder = new URL('.', import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const compared = files
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => readFileSync(new URL(file, folder), 'utf8'))
      .flatMap((text) => [...text.matchAll(/dialect(?: [!=]==|:) '(\w+)'/g)])
      .map(([, name]) => name);

    expect(compared.length).toBeGreaterThan(20);
    expect([...new Set(compared)].sort()).toEqual([...dialects].sort());
  });
});

describe('a dialect that is only registered', () => {
  it('has an endpoint whose model and stream are in the path', () => {
    const body = Buffer.from(JSON.stringify(question));
    const path = '/v1/toy/org/model-1/stream';
    const endpoint = endpointOf('toy');

    expect(readRequestHead(endpoint, { path, body, headers: {} })).toMatchObject({
      model: 'org/model-1',
      stream: true,
      outputLimits: [{ field: 'max', tokens: 50 }],
    });
    expect(endpoint).toMatchObject({ isConvertible: true, generatesText: true, isBilled: true });
    expect(endpoint.access.modelEdits('other')).toEqual({});
    expect(endpoint.access.upstreamPath('/api/{model}/{method}', 'other', false)).toBe(
      '/api/other/ask',
    );
  });

  it.each(dialects)('is converted to and from %s', (dialect) => {
    const there = convertRequest(toy.request.read(question), targetOf(dialect));
    const read = formatOf(dialect).request.read(there.body);
    const back = convertRequest(read, targetOf('toy'));

    expect(back.body).toEqual({ ...question, target: 'm' });
  });

  it.each(dialects)('exchanges complete responses with %s', (dialect) => {
    const format = formatOf(dialect).response;
    const body = format.write(toy.response.read(reply), optionsOf(dialect));

    expect(toy.response.write(format.read(body), optionsOf('toy'))).toEqual(reply);
  });

  it.each(dialects)('exchanges streams with %s', (dialect) => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }),
        (texts) => {
          const stream = [...texts.map((text) => sse({ text })), sse({ used: [7, 3], done: true })];
          const events = readStream('toy', stream.join(''));
          const there = readStream(dialect, writeStream(dialect, events));
          const back = readStream('toy', writeStream('toy', there));

          expect(folded(back)).toEqual(folded(events));
          expect(folded(back)).toEqual({
            parts: [{ type: 'text', text: texts.join('') }],
            used: [7, 3],
            error: undefined,
            ended: true,
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('writes errors of the gateway, in a body and at the end of a stream', () => {
    const { errors } = formatOf('toy');
    const wire = errors.toWireError(new GatewayError('rate_limited', 'Slow down'));

    expect(wire).toMatchObject({ status: 429, type: 'toy_rate_limited', message: 'Slow down' });
    const body: unknown = JSON.parse(errors.writeBody(wire, 'r'));
    expect(body).toEqual({ problem: { kind: 'toy_rate_limited', message: 'Slow down' } });
    expect(errors.isOwnBody(body as JsonObject)).toBe(true);
    expect(formatOf('chat').errors.isOwnBody(body as JsonObject)).toBe(false);
    expect(errors.writeEvent(wire, 'r')).toBe(sse(body as object));
  });

  it('is cut without its last event', () => {
    expect(readStream('toy', sse({ text: 'Good' })).at(-1)).toMatchObject({ type: 'error' });
  });

  it('passes through unchanged and is watched on the way', () => {
    const bytes = Buffer.from(
      sse({ text: 'Good day' }) + toy.stream.ping + sse({ used: [7, 3], done: true }),
    );
    const tap = new StreamTap(formatOf('toy').stream, false);

    expect(Buffer.concat([tap.push(bytes), tap.end()]).equals(bytes)).toBe(true);
    expect(tap.view).toMatchObject({
      completed: true,
      hasContent: true,
      usage: { inputTokens: 7, output: 3 },
    });
  });

  it('has its output estimated when it has no usage', () => {
    const estimator = new OutputTokenEstimator(formatOf('toy'));
    estimator.note(Buffer.from(sse({ text: 'x'.repeat(40) })));

    expect(estimator.tokens()).toBe(10);
    expect(estimateOutputTokens(endpointOf('toy'), Buffer.from('{"text":"12345678"}'))).toBe(2);
  });

  it('gets its original values back', () => {
    const restore = { text: (text: string) => text.replace('[NAME]', 'Ada') } as TextRestorer;
    const restorer = formatOf('toy').stream.createRestorer(restore);

    expect(restorer.push({ name: undefined, data: { text: 'I am [NAME]' } })).toEqual([
      { name: undefined, data: { text: 'I am Ada' } },
    ]);
  });

  it('has its own headers and list of models', () => {
    const format = formatOfRequest('/v1/models', { 'toy-client': '1' });
    const headers: Record<string, string> = {};
    format.headers.writeLimit(headers, 'tokens', { limit: 5, remaining: 2, resetInMs: 9 }, 0);

    expect(format.name).toBe('toy');
    expect(headers).toEqual({ 'toy-tokens-left': '2' });
    expect(format.models.writeList([])).toEqual({ names: [] });
  });
});
