import { isJsonObject } from '@codegate/kernel';
import {
  endpointOf,
  errorInsideSuccess,
  formatOf,
  nameModelInBody,
  parseUpstreamJson,
  replaceChanged,
  StreamTap,
} from '@codegate/protocol';

import type { OutboundRequest } from '../adapt/outbound-request.js';
import { connectionFailure, failureInside, unreadableBody } from '../classify/failure.js';
import type { Exchange } from '../exchange.js';
import type { BodyOutcome, Outcome } from '../forward/outcome.js';
import type { UpstreamResponse } from '../forward/upstream-client.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import { toProcessingError } from '../unexpected-error.js';
import { viewOf, type ResponseConversion } from './response-conversion.js';
import { EventRestorer } from './restore-events.js';
import { RestoringTap } from './restoring-tap.js';
import type { StreamProcessor } from './stream-processor.js';
import { StreamSource } from './stream-source.js';

type RestoreDeps = Pick<PipelineDeps, 'logger'>;

/**
 * Turns an accepted response into what the client gets: converted to its wire format, with the original values put
 * back. A stream is read until its first content, so that an error before it can still be another account's chance.
 *
 * @throws what broke the connection; GatewayError for a response that cannot be processed
 */
export function restore(
  exchange: Exchange,
  outbound: OutboundRequest,
  response: UpstreamResponse,
  deps: RestoreDeps,
): Promise<Outcome> {
  return isStream(response, outbound)
    ? restoreStream(exchange, outbound, response, deps)
    : restoreBody(exchange, outbound, response, deps);
}

/**
 * Whether the response is passed on as a stream. Some servers omit the content type of a stream, so what was asked for
 * decides unless the response is plainly JSON.
 */
function isStream(
  { headers }: UpstreamResponse,
  { stream, asksForStream }: OutboundRequest,
): boolean {
  const type = headers['content-type'] ?? '';
  if (!asksForStream) return type.includes('text/event-stream');
  return stream && !type.includes('json');
}

async function restoreStream(
  exchange: Exchange,
  outbound: OutboundRequest,
  response: UpstreamResponse,
  deps: RestoreDeps,
): Promise<Outcome> {
  const { credential } = outbound;
  const processor = streamProcessor(exchange, outbound);
  const source = new StreamSource(
    response,
    processor,
    (text) => credential.redact(text),
    (thrown) => toProcessingError(thrown, exchange.call.id, deps),
  );
  const start = await source.untilContent();
  if (start === 'content') return { kind: 'stream', headers: response.headers, source };
  if (start === 'error') {
    source.discard();
    return failureInside(JSON.stringify(processor.view.error), response.headers, outbound);
  }
  if (start === 'ended') {
    return connectionFailure(new Error('the stream ended before its first content'), false);
  }
  throw start.failed;
}

function streamProcessor(exchange: Exchange, outbound: OutboundRequest): StreamProcessor {
  const { protection, call } = exchange;
  const keepsOriginal = keepsOriginalText(exchange);
  if (outbound.conversion) return outbound.conversion.stream(protection, keepsOriginal);
  const { stream } = formatOf(call.dialect);
  const tap = new StreamTap(stream, outbound.hidesUsage, outbound.shownModel);
  if (!protection) return tap;
  return new RestoringTap(tap, stream.createRestorer(protection), keepsOriginal);
}

/** Whether the log wants the response as the provider sent it, that is without the original values. */
function keepsOriginalText({ settings, protection }: Exchange): boolean {
  return protection !== null && settings.detailedRequestLogging && settings.anonymizeLogs;
}

async function restoreBody(
  exchange: Exchange,
  outbound: OutboundRequest,
  response: UpstreamResponse,
  deps: RestoreDeps,
): Promise<Outcome> {
  const body = await response.readAll((bytes) => exchange.bodyMemory.take(bytes));
  try {
    return restoreWhole(exchange, outbound, {
      status: response.status,
      headers: response.headers,
      body,
    });
  } catch (error) {
    throw toProcessingError(error, exchange.call.id, deps);
  }
}

function restoreWhole(
  exchange: Exchange,
  outbound: OutboundRequest,
  { status, headers, body }: Pick<BodyOutcome, 'status' | 'headers' | 'body'>,
): Outcome {
  const { call, protection } = exchange;
  const text = body.toString('utf8');
  const json = parseUpstreamJson(text);
  const original = keepsOriginalText(exchange) ? text : null;
  const conversion = outbound.conversion ?? (outbound.stream ? outbound.sameFormat?.() : null);
  if (!isJsonObject(json)) {
    // Some servers send a stream whatever was asked for; a conversion reads it as well.
    return conversion && startOfStream.test(text)
      ? restoreConverted(exchange, outbound, { conversion, body, json, original })
      : unreadableBody();
  }
  if (errorInsideSuccess(json)) return failureInside(text, headers, outbound);
  const { kind } = endpointOf(call.endpoint);
  if (kind === 'generate' && !formatOf(outbound.dialect).response.isResponse(json)) {
    return unreadableBody();
  }
  if (conversion) {
    return restoreConverted(exchange, outbound, { conversion, body, json, original });
  }
  const usage = formatOf(call.dialect).response.readUsage(json);
  const restored = protection
    ? replaceChanged(body, json, protection.body(call.dialect, json))
    : body;
  const { shownModel } = outbound;
  const shown = shownModel === null ? restored : nameModelInBody(restored, shownModel);
  return { kind: 'body', status, headers, body: shown, original, usage };
}

const startOfStream = /^\s*(?:event|data|id|retry)?:/;

function restoreConverted(
  { protection }: Exchange,
  outbound: OutboundRequest,
  {
    conversion,
    body,
    json,
    original,
  }: {
    conversion: ResponseConversion;
    body: Buffer;
    json: unknown;
    original: string | null;
  },
): Outcome {
  const read = conversion.readEvents(body, json);
  const { usage, error } = viewOf(read);
  if (error) return failureInside(JSON.stringify(error), {}, outbound);
  const restorer = protection && new EventRestorer(protection);
  const events = restorer ? read.flatMap((event) => restorer.push(event)) : read;
  const [type, text] = outbound.stream
    ? ['text/event-stream; charset=utf-8', conversion.toStreamText(events)]
    : ['application/json', JSON.stringify(conversion.toBody(events))];
  const headers = { 'content-type': type };
  return { kind: 'body', status: 200, headers, body: Buffer.from(text), original, usage };
}
