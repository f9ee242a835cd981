import { append, type JsonObject } from '@codegate/kernel';

import { readObject } from '../json/fields.js';
import type { Change, LlmRequest, OutputFormat, Reasoning, TextPart } from '../model.js';
import { refuseReasoning } from '../openai/refuse-reasoning.js';
import {
  stopIsCut,
  withoutBillingHeader,
  writeCacheKey,
  writeSampling,
  writeServiceTier,
  writeUserId,
} from '../openai/request-fields.js';
import { toSchemaInstruction, toStrictFormat } from '../openai/schema-format.js';
import { refuseStatefulResponses } from '../openai/stateful.js';
import { excludesThinking, thinkingExcluded } from '../reasoning/forced-tools.js';
import { repairHistory } from '../repair/repair-history.js';
import { toToolNames } from '../tools/tool-names.js';
import { removeRefusedFields, reportDropped } from '../request/accepted-fields.js';
import type { Target, WrittenRequest } from '../target.js';
import { removeKeywords } from '../tools/schema.js';
import { MessageWriter } from './write-messages.js';
import { writeReasoning } from './write-reasoning.js';
import { writeTools } from './write-tools.js';

const maxToolNameLength = 64;

const maxStops = 4;

/** Writes the body of POST /chat/completions as the target takes it. */
export function writeRequest(request: LlmRequest, target: Target): WrittenRequest {
  refuseStatefulResponses(request);
  const changes: Change[] = [...(request.changes ?? [])];
  const names = toToolNames(request, maxToolNameLength, changes);
  const history = repairHistory(request, {
    dialect: 'chat',
    toolIdLimit: target.quirks.toolIdLimit,
    refuse: (part) => refuseReasoning(part, target),
    userFirst: false,
    prefill: target.capabilities.prefill ? 'keep' : 'continue',
    systemMessages: target.capabilities.midSystem ? 'keep' : 'user',
    thinkingAlone: 'never_alone',
    toolIdForm: target.capabilities.toolIdForm,
  });
  append(changes, history.changes);
  const format = writeFormat(request.format, request, target, changes);
  const system = [...withoutBillingHeader(history.system, changes), ...format.instructions];
  const body: JsonObject = {
    ...target.quirks.alwaysSend,
    model: target.model,
    messages: new MessageWriter(request, target, names, changes).write(system, history.messages),
    ...writeCacheKey(request, target),
    ...writeExtra(request, target, changes),
    ...writeMaxTokens(request, target, changes),
    ...writeSampling(request, target, changes),
    ...writeTopK(request, target, changes),
    ...writeStop(request, target, changes),
    ...writeReasoning(reasoningOf(request, target, changes), target, changes),
    ...format.fields,
    ...writeTools(request, target, names, changes),
    ...writeServiceTier(request, target, changes),
    ...writeUserId(request, target, changes),
    ...writeStream(request, target),
  };
  return { body: removeRefusedFields(body, target.quirks, changes), changes, names };
}

/** What the caller asked for, or no reasoning where the target refuses the forced tool call otherwise. */
function reasoningOf(
  request: LlmRequest,
  target: Target,
  changes: Change[],
): Reasoning | undefined {
  if (!excludesThinking(request, target)) return request.reasoning;
  changes.push({ action: 'changed', path: 'reasoning', reason: thinkingExcluded });
  return { off: true };
}

/** Usage is always asked for: the gateway counts it even when the caller does not want to see it. */
function writeStream(request: LlmRequest, target: Target): JsonObject {
  const stream = request.stream || target.quirks.streamOnly;
  return stream ? { stream, stream_options: { include_usage: true } } : {};
}

/** OpenAI's reasoning models refuse max_tokens (ericc-ch/copilot-api#222). */
function writeMaxTokens(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { maxTokens } = request;
  if (maxTokens === undefined) return {};
  // Anthropic's 0 (warm the cache only) means nothing here.
  const wanted = Math.max(1, maxTokens);
  const limit = target.capabilities.maxOutputTokens ?? wanted;
  const sent = Math.min(wanted, limit);
  if (sent !== maxTokens) {
    const reason = `the model takes 1 to ${limit}`;
    changes.push({ action: 'changed', path: 'max_tokens', reason });
  }
  return { [target.quirks.maxTokensField]: sent };
}

function writeTopK(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  if (request.topK === undefined) return {};
  if (target.quirks.topK) return { top_k: request.topK };
  changes.push({ action: 'dropped', path: 'top_k', reason: 'the provider has no such field' });
  return {};
}

function writeStop(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { stop } = request;
  if (!stop || stop.length === 0) return {};
  if (!target.capabilities.stop) {
    changes.push({ action: 'changed', path: 'stop', reason: stopIsCut });
    return {};
  }
  if (stop.length > maxStops) {
    const reason = `only ${maxStops} stop sequences are accepted; the gateway looks for the others itself`;
    changes.push({ action: 'changed', path: 'stop', reason });
  }
  return { stop: stop.slice(0, maxStops) };
}

type WrittenFormat = { fields: JsonObject; instructions: TextPart[] };

/** `response_format`; where schemas are not accepted, the schema is put into the instructions. */
function writeFormat(
  format: OutputFormat | undefined,
  request: LlmRequest,
  target: Target,
  changes: Change[],
): WrittenFormat {
  if (!format) return { fields: {}, instructions: [] };
  const jsonObject = { response_format: { type: 'json_object' } };
  if (format.kind === 'json') return { fields: jsonObject, instructions: [] };
  const { capabilities, quirks } = target;
  if (!capabilities.structuredOutput || !quirks.structuredOutput) {
    const reason = 'the target takes no schema; it was put into the instructions';
    changes.push({ action: 'changed', path: 'response_format', reason });
    return { fields: jsonObject, instructions: [toSchemaInstruction(format)] };
  }
  const strict = toStrictFormat(format, request);
  const json_schema = {
    name: format.name,
    schema: removeKeywords(format.schema, quirks.refusedSchemaKeywords),
    ...(strict === undefined ? {} : { strict }),
  };
  return { fields: { response_format: { type: 'json_schema', json_schema } }, instructions: [] };
}

/** Fields of Responses that Chat has under the same name, at OpenAI. */
const sharedWithResponses = [
  'metadata',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
] as const;

function writeExtra(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { extra, dialect } = request;
  if (dialect === 'chat') return extra;
  const { issuer } = target;
  if (dialect !== 'responses' || issuer !== 'openai') {
    reportDropped(extra, changes);
    return {};
  }
  const { text, ...rest } = extra;
  const { verbosity, ...restOfText } = readObject(text) ?? {};
  const written: JsonObject = typeof verbosity === 'string' ? { verbosity } : {};
  for (const field of sharedWithResponses) {
    if (rest[field] === undefined) continue;
    written[field] = rest[field];
    Reflect.deleteProperty(rest, field);
  }
  reportDropped({ ...rest, text: restOfText }, changes);
  return written;
}
