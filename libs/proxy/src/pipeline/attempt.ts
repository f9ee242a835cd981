import type { IncomingHttpHeaders } from 'node:http';

import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';
import {
  errorInsideSuccess,
  readAnswerUsage,
  readRetryAfterMs,
  readUpstreamError,
  StreamTap,
  type Usage,
} from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';

import type { ProxyAccount, Snapshot } from '../directory/snapshot.js';
import { adapt } from './adapt.js';
import type { Call } from './call.js';
import type { DecodedRequest } from './decode.js';
import { judgeFailure, judgeStatus, statusOfErrorInside, type Verdict } from './judge.js';
import { outboundHeaders } from './outbound-headers.js';
import { StreamSource } from './stream-source.js';
import type { UpstreamAnswer, UpstreamClient } from './upstream-client.js';

/** What an account answered: a whole body, a stream that has begun, or a failure with its judgement. */
export type Attempt =
  | {
      kind: 'body';
      status: number;
      headers: IncomingHttpHeaders;
      body: Buffer;
      usage: Usage | undefined;
    }
  | { kind: 'stream'; headers: IncomingHttpHeaders; source: StreamSource }
  | Failure;

export type Failure = {
  kind: 'failure';
  verdict: Verdict;
  /** Status of the upstream, or the one its error would have had; 0 when there was no answer. */
  status: number;
  headers: IncomingHttpHeaders;
  /** The upstream's own error body; null when there was none. */
  body: Buffer | null;
  message: string;
  retryAfterMs: number | null;
};

/** Error bodies are read up to this size. */
const longestErrorBody = 1024 * 1024;

/** Sends the request to one account. Never throws but for the caller's own abort. */
export async function attempt(
  call: Call,
  request: DecodedRequest,
  candidate: Candidate<ProxyAccount>,
  world: Snapshot,
  upstreams: UpstreamClient,
): Promise<Attempt> {
  const { account, targetModel } = candidate;
  const route = account.routes.get(call.endpoint);
  if (!route) throw new GatewayError('internal', 'a candidate without a route');
  const { body, hidesUsage } = adapt(call, request, targetModel, world);
  try {
    const answer = await upstreams.send(
      {
        origin: route.origin,
        path: joinQuery(route.path, call.query),
        method: 'POST',
        headers: outboundHeaders(call, account, route, request.stream),
        body,
      },
      call.signal,
    );
    if (answer.status >= 400) return await readFailure(answer);
    return isStream(answer, request)
      ? await readStream(call, answer, hidesUsage)
      : await readBody(call, answer);
  } catch (error) {
    if (call.signal.aborted) throw error;
    return failureOf(error as Error);
  }
}

/** Some servers forget the content type of a stream, so what was asked for decides unless it is plainly JSON. */
function isStream({ headers }: UpstreamAnswer, { stream }: DecodedRequest): boolean {
  const type = headers['content-type'] ?? '';
  return stream ? !type.includes('json') : type.includes('text/event-stream');
}

async function readStream(
  call: Call,
  answer: UpstreamAnswer,
  hidesUsage: boolean,
): Promise<Attempt> {
  const tap = new StreamTap(call.dialect, hidesUsage);
  const source = new StreamSource(answer, tap);
  const beginning = await source.untilBegun();
  if (beginning === 'begun') return { kind: 'stream', headers: answer.headers, source };
  if (beginning === 'error') {
    source.discard();
    return failureInside(JSON.stringify(tap.view.error), answer.headers);
  }
  return failureOf(
    beginning === 'ended' ? new Error('the stream ended before it began') : beginning.failed,
  );
}

async function readBody(call: Call, answer: UpstreamAnswer): Promise<Attempt> {
  const body = await answer.readAll();
  const { status, headers } = answer;
  const json = tryParseJson(body.toString('utf8'));
  if (!isJsonObject(json)) return { kind: 'body', status, headers, body, usage: undefined };
  if (errorInsideSuccess(json)) return failureInside(body.toString('utf8'), headers);
  return { kind: 'body', status, headers, body, usage: readAnswerUsage(call.dialect, json) };
}

async function readFailure(answer: UpstreamAnswer): Promise<Failure> {
  const body = (await answer.readAll()).subarray(0, longestErrorBody);
  const { status, headers } = answer;
  const error = readUpstreamError(status, body.toString('utf8'));
  return {
    kind: 'failure',
    verdict: judgeStatus(status, error),
    status,
    headers,
    body,
    message: error.message,
    retryAfterMs: readRetryAfterMs(headers, Date.now()),
  };
}

/** An error that came with status 200, in a body or as the first event of a stream. */
function failureInside(text: string, headers: IncomingHttpHeaders): Failure {
  const error = readUpstreamError(200, text);
  const status = statusOfErrorInside(error);
  return {
    kind: 'failure',
    verdict: judgeStatus(status, error),
    status,
    headers,
    body: Buffer.from(text),
    message: error.message,
    retryAfterMs: readRetryAfterMs(headers, Date.now()),
  };
}

function failureOf(error: Error): Failure {
  return {
    kind: 'failure',
    verdict: judgeFailure(error),
    status: 0,
    headers: {},
    body: null,
    message: error.message,
    retryAfterMs: null,
  };
}

function joinQuery(path: string, query: string): string {
  return path.includes('?') && query !== '' ? `${path}&${query.slice(1)}` : path + query;
}
