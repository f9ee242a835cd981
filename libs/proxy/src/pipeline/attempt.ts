import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';
import {
  errorInsideSuccess,
  readAnswerUsage,
  readRetryAfterMs,
  readUpstreamError,
  replaceChanged,
  StreamTap,
  type Change,
  type UpstreamError,
  type Dialect,
  type Usage,
} from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, UpstreamRoute } from '../directory/snapshot.js';
import type { Call } from './call.js';
import type { AnswerConversion } from './convert/converted-answer.js';
import { viewOf } from './convert/converted-answer.js';
import {
  classifyFailure,
  classifyStatus,
  statusOfErrorInside,
  type FailureClass,
} from './classify-failure.js';
import { outboundHeaders } from './outbound-headers.js';
import type { Protection } from './privacy/protection.js';
import { EventRestorer } from './privacy/restore-events.js';
import { RestoringTap } from './privacy/restoring-tap.js';
import type { StreamProcessor } from './stream-processor.js';
import { StreamSource } from './stream-source.js';
import type { UpstreamAnswer, UpstreamClient } from './upstream-client.js';

/** What an account answered: a whole body, a stream that has begun, or a failure with its judgement. */
export type Attempt =
  | {
      kind: 'body';
      status: number;
      headers: IncomingHttpHeaders;
      body: Buffer;
      /** Text of the answer before values were put back; null where nothing was put back. */
      original: string | null;
      usage: Usage | undefined;
    }
  | { kind: 'stream'; headers: IncomingHttpHeaders; source: StreamSource }
  | Failure;

export type Failure = {
  kind: 'failure';
  failureClass: FailureClass;
  /** Status of the upstream, or the one its error would have had; 0 when there was no answer. */
  status: number;
  headers: IncomingHttpHeaders;
  /** The upstream's own error body; null when there was none. */
  body: Buffer | null;
  /** What could be understood of it. */
  error: UpstreamError;
  retryAfterMs: number | null;
  /** Whether the provider may bill what it did until then. */
  mayCost: boolean;
};

/** How the answer is given back its values. */
export type Restoring = {
  /** Null while the guardrails are off. */
  protection: Protection | null;
  /** Whether the answer is also wanted as the provider sent it. */
  keepsOriginal: boolean;
};

/** A request ready to be sent to one account. */
export type Outbound = {
  route: UpstreamRoute;
  dialect: Dialect;
  body: Buffer;
  /** Whether the upstream was asked for a stream. */
  asksForStream: boolean;
  /** Whether the caller gets one. */
  stream: boolean;
  /** Chat: whether usage chunks of the upstream are for the gateway only. */
  hidesUsage: boolean;
  /** The way back when the account does not speak the caller's wire format. */
  conversion: AnswerConversion | null;
  /** Makes a stream of a JSON answer in the caller's own format; null when there is a conversion anyway. */
  sameFormat: (() => AnswerConversion) | null;
  /** Anthropic: the API version the body was written for. */
  version: string | undefined;
  /** What is different from what the caller sent, for people. */
  changes: readonly Change[];
};

/** Error bodies are read up to this size. */
const maxErrorBodyBytes = 1024 * 1024;

/** Sends a request to one account. Never throws but for the caller's own abort. */
export async function attempt(
  call: Call,
  { account }: Candidate<ProxyAccount>,
  outbound: Outbound,
  restoring: Restoring,
  upstreams: UpstreamClient,
): Promise<Attempt> {
  const { route, body } = outbound;
  let hasAccepted = false;
  try {
    const answer = await upstreams.send(
      {
        origin: route.origin,
        path: outbound.conversion ? route.path : joinQuery(route.path, call.query),
        method: 'POST',
        headers: outboundHeaders(call, account, outbound),
        body,
      },
      call.clientAbort,
    );
    if (answer.status >= 400) return await readFailure(answer, route);
    hasAccepted = true;
    if (isStream(answer, outbound)) return await readStream(call, answer, outbound, restoring);
    return await readBody(call, answer, outbound, restoring);
  } catch (error) {
    if (call.clientAbort.aborted) throw error;
    return failureOf(error as Error, hasAccepted || isTimeout(error));
  }
}

/** Nobody knows whether a request that waited in vain for its answer was worked on; most are. */
function isTimeout(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'UND_ERR_HEADERS_TIMEOUT';
}

/**
 * Whether the answer is passed on as a stream. Some servers forget the content type of a stream, so what was asked
 * for decides unless it is plainly JSON.
 */
function isStream({ headers }: UpstreamAnswer, { stream, asksForStream }: Outbound): boolean {
  const type = headers['content-type'] ?? '';
  if (!asksForStream) return type.includes('text/event-stream');
  return stream && !type.includes('json');
}

async function readStream(
  call: Call,
  answer: UpstreamAnswer,
  { conversion, hidesUsage, route }: Outbound,
  { protection, keepsOriginal }: Restoring,
): Promise<Attempt> {
  const tap = (): StreamProcessor => {
    const plain = new StreamTap(call.dialect, hidesUsage);
    if (!protection) return plain;
    return new RestoringTap(plain, call.dialect, protection, keepsOriginal);
  };
  const processor = conversion ? conversion.stream(protection, keepsOriginal) : tap();
  const source = new StreamSource(answer, processor, (text) => withoutKey(text, route));
  const beginning = await source.untilBegun();
  if (beginning === 'begun') return { kind: 'stream', headers: answer.headers, source };
  if (beginning === 'error') {
    source.discard();
    return failureInside(JSON.stringify(processor.view.error), answer.headers, route);
  }
  if (beginning === 'ended') return failureOf(new Error('the stream ended before it began'), false);
  throw beginning.failed;
}

async function readBody(
  call: Call,
  answer: UpstreamAnswer,
  outbound: Outbound,
  { protection, keepsOriginal }: Restoring,
): Promise<Attempt> {
  const body = await answer.readAll();
  const { status, headers } = answer;
  const json = tryParseJson(body.toString('utf8'));
  if (isJsonObject(json) && errorInsideSuccess(json)) {
    return failureInside(body.toString('utf8'), headers, outbound.route);
  }
  const original = protection && keepsOriginal ? body.toString('utf8') : null;
  const wantsStream = outbound.stream && isJsonObject(json);
  const conversion = outbound.conversion ?? (wantsStream ? outbound.sameFormat?.() : null);
  if (conversion) {
    return convertBody(conversion, outbound, body, json, protection, original);
  }
  if (!isJsonObject(json))
    return { kind: 'body', status, headers, body, original, usage: undefined };
  const restored = protection ? protection.body(call.dialect, json) : json;
  return {
    kind: 'body',
    status,
    headers,
    body: replaceChanged(body, json, restored),
    original,
    usage: readAnswerUsage(call.dialect, json),
  };
}

function convertBody(
  conversion: AnswerConversion,
  { stream, route }: Outbound,
  body: Buffer,
  json: unknown,
  protection: Protection | null,
  original: string | null,
): Attempt {
  const read = conversion.readEvents(body, json);
  const { usage, error } = viewOf(read);
  if (error) return failureInside(JSON.stringify(error), {}, route);
  const restorer = protection && new EventRestorer(protection);
  const events = restorer ? read.flatMap((event) => restorer.push(event)) : read;
  const [type, text] = stream
    ? ['text/event-stream; charset=utf-8', conversion.toStreamText(events)]
    : ['application/json', JSON.stringify(conversion.toBody(events))];
  const headers = { 'content-type': type };
  return { kind: 'body', status: 200, headers, body: Buffer.from(text), original, usage };
}

async function readFailure(answer: UpstreamAnswer, route: UpstreamRoute): Promise<Failure> {
  const body = (await answer.readAll()).subarray(0, maxErrorBodyBytes);
  return toFailure(answer.status, withoutKey(body.toString('utf8'), route), answer.headers);
}

/** Some servers repeat the key they were sent, which may look like anything; it is for nobody else. */
function withoutKey(text: string, { authHeaders }: UpstreamRoute): string {
  const keys = Object.values(authHeaders).map((value) => value.replace(/^Bearer /i, ''));
  return keys.reduce((rest, key) => (key === '' ? rest : rest.replaceAll(key, '***')), text);
}

/** An error that came with status 200, in a body or as the first event of a stream. */
function failureInside(
  answered: string,
  headers: IncomingHttpHeaders,
  route: UpstreamRoute,
): Failure {
  const text = withoutKey(answered, route);
  return toFailure(statusOfErrorInside(readUpstreamError(200, text)), text, headers);
}

function toFailure(status: number, text: string, headers: IncomingHttpHeaders): Failure {
  const error = readUpstreamError(status, text);
  return {
    kind: 'failure',
    failureClass: classifyStatus(status, error),
    status,
    headers,
    body: Buffer.from(text),
    error,
    retryAfterMs: readRetryAfterMs(headers, Date.now()),
    mayCost: false,
  };
}

function failureOf(error: Error, mayCost: boolean): Failure {
  return {
    kind: 'failure',
    failureClass:
      error instanceof GatewayError
        ? { kind: 'next', reason: 'server_error', scope: 'account', error }
        : classifyFailure(error),
    status: 0,
    headers: {},
    body: null,
    error: { message: error.message, type: null, code: null },
    retryAfterMs: null,
    mayCost,
  };
}

/** Credentials of a caller are for the gateway; some clients put them in the query. */
const credentialParameter = /^(?:key|api[-_]?key|access[-_]?token)(?:=|$)/i;

function joinQuery(path: string, query: string): string {
  if (query === '') return path;
  const all = query.slice(1).split('&');
  const passed = all.filter((parameter) => !credentialParameter.test(parameter)).join('&');
  if (passed === '') return path;
  return path + (path.includes('?') ? '&' : '?') + passed;
}
