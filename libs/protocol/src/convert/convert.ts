import { GatewayError, type JsonObject } from '@codegate/kernel';

import * as chat from '../chat/index.js';
import { checkTypes } from '../request/check-types.js';
import type { Dialect } from '../endpoints.js';
import * as messages from '../messages/index.js';
import type { Change, LlmEvent, LlmRequest } from '../model.js';
import { translateTools } from '../repair/index.js';
import * as responses from '../responses/index.js';
import type { RequestWriter, Target, WrittenRequest } from '../target.js';
import type { AnswerOptions, StreamReader, StreamWriter } from '../response/stream-types.js';

/** Habits of the upstream a reader has to know. */
export type ReadOptions = {
  /** Chat: `<think>…</think>` at the start of the text is reasoning. */
  thinkTags?: boolean;
};

/** Everything one wire format brings to a conversion. */
type Converter = {
  readRequest: (body: JsonObject) => LlmRequest;
  writeRequest: RequestWriter;
  readAnswer: (body: JsonObject, options?: ReadOptions) => LlmEvent[];
  writeAnswer: (events: readonly LlmEvent[], options: AnswerOptions) => JsonObject;
  StreamReader: new (options?: ReadOptions) => StreamReader;
  StreamWriter: new (options: AnswerOptions) => StreamWriter;
};

const converters: Readonly<Record<Dialect, Converter>> = { messages, chat, responses };

/** The caller's body; throws `invalid_request` when it is not one of its wire format. */
export function readRequest(dialect: Dialect, body: JsonObject): LlmRequest {
  checkTypes(dialect, body);
  return converters[dialect].readRequest(body);
}

/** The body for the target, with everything that was changed on the way. */
export function writeRequest(request: LlmRequest, target: Target): WrittenRequest {
  refuseUntranslatable(request, target);
  const changes: Change[] = [...(request.changes ?? [])];
  const hasWebSearch = target.issuer === 'anthropic' || target.issuer === 'openai';
  const tools = translateTools(request.tools, target.dialect, hasWebSearch, changes);
  if (request.dialect !== target.dialect) reportToolKeys(request, changes);
  return converters[target.dialect].writeRequest({ ...request, tools, changes }, target);
}

/** A whole answer as the events a stream would have had. */
export function readAnswer(
  dialect: Dialect,
  body: JsonObject,
  options: ReadOptions = {},
): LlmEvent[] {
  return converters[dialect].readAnswer(body, options);
}

/** Folds events into one answer; an error body when they hold an error or were cut off. */
export function writeAnswer(
  dialect: Dialect,
  events: readonly LlmEvent[],
  options: AnswerOptions,
): JsonObject {
  return converters[dialect].writeAnswer(events, options);
}

export function createStreamReader(dialect: Dialect, options: ReadOptions = {}): StreamReader {
  return new converters[dialect].StreamReader(options);
}

export function createStreamWriter(dialect: Dialect, options: AnswerOptions): StreamWriter {
  return new converters[dialect].StreamWriter(options);
}

/** Keys of tools only the caller's own wire format knows; no other writer sends them. */
function reportToolKeys(request: LlmRequest, changes: Change[]): void {
  request.tools.forEach((tool, index) => {
    if (tool.kind !== 'function' || !tool.extra) return;
    const reason = `${Object.keys(tool.extra).join(', ')} is not known there`;
    changes.push({ action: 'dropped', path: `tools[${index}]`, reason });
  });
}

/**
 * Fields of Anthropic's format that change the meaning of the whole request. Left out silently they
 * would lose the history (`thread`) or a safety check (`safeguards`); the clients that send them try
 * again without after a 400 that names them.
 */
const untranslatable = ['thread', 'safeguards'];

function refuseUntranslatable(request: LlmRequest, target: Target): void {
  const staysAtAnthropic = target.dialect === 'messages' && target.issuer === 'anthropic';
  if (request.dialect !== 'messages' || staysAtAnthropic) return;
  for (const field of untranslatable) {
    const value = request.extra[field];
    if (value === undefined || value === null) continue;
    throw new GatewayError('invalid_request', `${field}: not supported by this route`, { field });
  }
}
