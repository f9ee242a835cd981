import { GatewayError, isJsonObject, tryParseJson } from '@codegate/kernel';
import {
  toCallerFault,
  toWireError,
  readUpstreamError,
  replaceChanged,
  type Dialect,
  type WireError,
} from '@codegate/protocol';
import type { Ledger } from '@codegate/usage';

import type { Failure } from './attempt.js';
import type { Call } from './call.js';
import { classifyFailure } from './classify-failure.js';
import type { Protection } from './privacy/protection.js';
import type { CallResult } from './record.js';
import type { Reply } from './reply.js';
import { OutputTokenEstimator, tokensOfAnswer } from './estimate-output-tokens.js';
import type { StreamSource } from './stream-source.js';

type Recorder = (ending: CallResult) => void;

/** Pieces of a stream kept for a detailed log, up to this size. */
const maxKeptBodyBytes = 1024 * 1024;

/**
 * Passes a stream on to the caller, at the caller's pace. The call is recorded before its last bytes go out, so
 * that what a caller has received in full is never lost. Resolves when the stream is over for the caller.
 */
export function deliverStream(
  call: Call,
  source: StreamSource,
  reply: Reply,
  record: Recorder,
  ledger: Pick<Ledger, 'sync'>,
  keepBody: ((text: string) => void) | null,
): Promise<void> {
  const { processor } = source;
  const { view } = processor;
  reply.isBetweenEvents = () => source.processor.isBetweenEvents;
  const meter = new OutputTokenEstimator(call.dialect);
  let kept = '';
  return new Promise((resolve) => {
    let isRecorded = false;
    const recordOnce = (ending: CallResult): void => {
      if (isRecorded) return;
      isRecorded = true;
      keepBody?.(processor.original ?? kept);
      // A provider bills what it has made, whether or not it came to telling how much that was.
      const isBillKnown = view.usage !== undefined && (view.usageFinal || view.completed);
      record(isBillKnown ? ending : { ...ending, estimatedOutputTokens: meter.tokens() });
      ledger.sync();
    };
    const onLeave = (): void => {
      reply.stopTimers();
      source.discard();
      recordOnce({ status: 499, usage: view.usage, error: 'the caller went away' });
      resolve();
    };
    call.clientAbort.onAbort(onLeave);
    source.readInto({
      data: (bytes) => {
        meter.note(bytes);
        if (keepBody && kept.length < maxKeptBodyBytes) kept += bytes.toString('utf8');
        if (view.usageFinal || view.error) recordOnce(endingOf(source));
        if (!reply.write(bytes)) {
          source.pause();
          reply.onDrain(() => source.resume());
        }
      },
      end: () => {
        if (view.completed || view.error) {
          recordOnce(endingOf(source));
          reply.end();
        } else {
          const cut = new GatewayError('upstream_unavailable', cutMessage);
          abortStream(call, reply, recordOnce, source, cut);
        }
        resolve();
      },
      fail: (error) => {
        if (call.clientAbort.aborted) return;
        if (view.completed) {
          recordOnce(endingOf(source));
          reply.end();
        } else {
          const verdict = classifyFailure(error);
          const told =
            verdict.kind === 'next' ? verdict.error : new GatewayError('internal', cutMessage);
          abortStream(call, reply, recordOnce, source, told);
        }
        resolve();
      },
    });
  });
}

const cutMessage = 'The provider closed the stream before it was complete';

function abortStream(
  call: Call,
  reply: Reply,
  record: Recorder,
  { processor }: StreamSource,
  error: GatewayError,
): void {
  const { view } = processor;
  record({ status: 502, usage: view.usage, error: error.message });
  const closingBytes = processor.abort(toWireError(call.dialect, error));
  if (!closingBytes) {
    reply.fail(error, view.responseId);
    return;
  }
  if (closingBytes.length > 0) reply.write(closingBytes);
  reply.end();
}

function endingOf({ processor: { view }, withoutKey }: StreamSource): CallResult {
  if (!view.error) return { status: 200, usage: view.usage, error: null };
  const { message } = readUpstreamError(502, withoutKey(JSON.stringify(view.error)));
  return { status: 502, usage: view.usage, error: message };
}

/** Tells the caller that no account answered, in the upstream's own words where they fit. Returns the ending. */
export function deliverFailure(
  call: Call,
  failure: Failure,
  protection: Protection | null,
  reply: Reply,
): CallResult {
  const plain = toCallerError(call.dialect, failure);
  const wire = protection ? { ...plain, message: protection.text(plain.message) } : plain;
  const ownWords = speaksDialect(call.dialect, failure) && failure.status === wire.status;
  if (ownWords && failure.body && !reply.hasStarted) {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (wire.retryAfterMs !== null) {
      headers['retry-after'] = String(Math.max(1, Math.ceil(wire.retryAfterMs / 1000)));
    }
    if (failure.headers['x-should-retry'] !== undefined) {
      headers['x-should-retry'] = String(failure.headers['x-should-retry']);
    }
    reply.send(wire.status, headers, restoreError(failure.body, protection));
  } else {
    reply.failWith(wire);
  }
  return { status: wire.status, usage: undefined, error: failure.error.message };
}

/** Errors repeat what was asked, so they may hold tokens, too. */
function restoreError(body: Buffer, protection: Protection | null): Buffer {
  const json = protection ? tryParseJson(body.toString('utf8')) : undefined;
  if (!protection || !isJsonObject(json) || !isJsonObject(json.error)) return body;
  const message = protection.text(String(json.error.message));
  if (message === json.error.message) return body;
  return replaceChanged(body, json, { ...json, error: { ...json.error, message } });
}

/** The status the caller sees. An account's own trouble with its provider is not the caller's authentication. */
function toCallerError(dialect: Dialect, failure: Failure): WireError {
  const { failureClass: verdict, status, retryAfterMs } = failure;
  if (verdict.kind === 'caller') return toCallerFault(dialect, status, failure.error);
  const isWait = verdict.reason === 'rate_limited' || verdict.reason === 'overloaded';
  const wire = {
    ...toWireError(dialect, verdict.error),
    retryAfterMs: isWait ? retryAfterMs : null,
  };
  if (verdict.reason === 'model_not_found') {
    return { ...wire, status, code: dialect === 'messages' ? null : 'model_not_found' };
  }
  const keepsStatus =
    (status === 429 && verdict.reason === 'rate_limited') ||
    (status >= 500 && verdict.reason !== 'overloaded');
  return keepsStatus ? { ...wire, status } : wire;
}

function speaksDialect(dialect: Dialect, { body }: Failure): boolean {
  const json = body ? tryParseJson(body.toString('utf8')) : undefined;
  if (!isJsonObject(json) || !isJsonObject(json.error)) return false;
  const hasMessage = typeof json.error.message === 'string';
  return dialect === 'messages'
    ? hasMessage && json.type === 'error'
    : hasMessage && json.type !== 'error';
}

/** Sends a whole answer, recorded first. */
export async function deliverBody(
  call: Pick<Call, 'dialect' | 'endpoint'>,
  outcome: { status: number; headers: object; body: Buffer; usage: CallResult['usage'] },
  reply: Reply,
  record: Recorder,
  ledger: Pick<Ledger, 'durable'>,
): Promise<void> {
  const { status, usage, body } = outcome;
  const ending = { status, usage, error: null };
  // Some servers tell nothing; what they made is in front of us all the same.
  record(usage ? ending : { ...ending, estimatedOutputTokens: tokensOfAnswer(call, body) });
  await ledger.durable();
  reply.send(outcome.status, outcome.headers as Parameters<Reply['send']>[1], outcome.body);
}
