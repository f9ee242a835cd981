import { append, type JsonObject } from '@codegate/kernel';

import { readNumber, readObject } from '../json/fields.js';
import type { Change, LlmRequest, TextPart } from '../model.js';
import { acceptedEffort } from '../openai/accepted-effort.js';
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
import { repairHistory } from '../repair/repair-history.js';
import { toToolNames } from '../tools/tool-names.js';
import { removeRefusedFields, reportDropped } from '../request/accepted-fields.js';
import { refuse } from '../request/refuse.js';
import type { Target, WrittenRequest } from '../target.js';
import { removeKeywords } from '../tools/schema.js';
import { includeSources, webSearch } from './web-search.js';
import { InputWriter } from './write-input.js';
import { writeTools } from './write-tools.js';

const maxToolNameLength = 64;
const leastMaxTokens = 16;

/** Writes the body of POST /responses as the target takes it. */
export function writeRequest(request: LlmRequest, target: Target): WrittenRequest {
  refuseSeveralChoices(request);
  // What refers to a stored response has no meaning where nothing is stored.
  if (target.quirks.refusedFields.includes('previous_response_id'))
    refuseStatefulResponses(request);
  const changes: Change[] = [...(request.changes ?? [])];
  const names = toToolNames(request, maxToolNameLength, changes);
  const history = repairHistory(request, {
    dialect: 'responses',
    toolIdLimit: target.quirks.toolIdLimit,
    refuse: (part) => refuseReasoning(part, target),
    userFirst: false,
    prefill: 'keep',
    systemMessages: target.capabilities.midSystem ? 'keep' : 'user',
    // "Item 'rs_…' of type 'reasoning' was provided without its required following item."
    thinkingAlone: 'never_last',
    toolIdForm: target.capabilities.toolIdForm,
  });
  append(changes, history.changes);
  const instructions = [
    ...withoutBillingHeader(history.system, changes),
    ...writeSchemaInstruction(request, target),
  ]
    .map((part) => part.text)
    .join('\n\n');
  const body: JsonObject = {
    ...target.quirks.alwaysSend,
    model: target.model,
    // The ChatGPT backend returns 400 without the field, even when it is empty.
    ...(instructions === '' && !target.quirks.streamOnly ? {} : { instructions }),
    input: new InputWriter(request, target, names, changes).write(history.messages),
    ...writeStorage(request, target),
    ...writeCacheKey(request, target),
    ...writeExtra(request, target, changes),
    ...writeMaxTokens(request, target, changes),
    ...writeSampling(request, target, changes),
    ...writeReasoning(request, target, changes),
    ...writeText(request, target, changes),
    ...writeTools(request, target, names, changes),
    ...writeServiceTier(request, target, changes),
    ...writeUserId(request, target, changes),
    ...(request.stream || target.quirks.streamOnly ? { stream: true } : {}),
  };
  reportNoCounterpart(request, changes);
  return { body: removeRefusedFields(body, target.quirks, changes), changes, names };
}

function refuseSeveralChoices(request: LlmRequest): void {
  if (request.dialect !== 'chat') return;
  if ((readNumber(request.extra.n) ?? 1) > 1) {
    refuse('n', "'n' greater than 1 is not supported by the model this request is routed to");
  }
}

function writeSchemaInstruction(request: LlmRequest, target: Target): TextPart[] {
  const { format } = request;
  const isNeeded = format?.kind === 'json_schema' && !target.capabilities.structuredOutput;
  return isNeeded ? [toSchemaInstruction(format)] : [];
}

/** Nothing is stored at the upstream, so reasoning must come back encrypted to be sent again. */
function writeStorage(request: LlmRequest, target: Target): JsonObject {
  const { store, include } = request.extra;
  const isOwn = request.dialect === 'responses';
  return {
    store: isOwn && typeof store === 'boolean' && !target.quirks.streamOnly ? store : false,
    include: isOwn && Array.isArray(include) ? include : writeInclude(request, target),
  };
}

function writeInclude({ tools }: LlmRequest, { quirks }: Target): string[] {
  const searches = tools.some((tool) => tool.kind === 'hosted' && webSearch.isTool(tool.type));
  // The ChatGPT backend is not known to take it.
  const asks = searches && !quirks.streamOnly;
  return ['reasoning.encrypted_content', ...(asks ? [includeSources] : [])];
}

function writeMaxTokens(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { maxTokens } = request;
  if (maxTokens === undefined) return {};
  const limit = target.capabilities.maxOutputTokens ?? Infinity;
  const sent = Math.min(Math.max(maxTokens, leastMaxTokens), limit);
  if (sent !== maxTokens) {
    const reason = `${sent} was sent; the model takes no less than ${leastMaxTokens} and no more than it can write`;
    changes.push({ action: 'changed', path: 'max_tokens', reason });
  }
  return { max_output_tokens: sent };
}

function writeReasoning(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { reasoning } = request;
  const rest = request.dialect === 'responses' ? readObject(request.extra.reasoning) : undefined;
  if (!reasoning) return rest ? { reasoning: rest } : {};
  const effort = acceptedEffort(reasoning, target, changes);
  const canReason = (target.quirks.efforts ?? target.capabilities.efforts) !== null;
  if (!canReason) return {};
  const isOff = reasoning.off === true || effort === 'none';
  const summary = isOff ? undefined : toSummary(request);
  const written = {
    ...rest,
    ...(effort === undefined ? {} : { effort }),
    ...(summary === undefined ? {} : { summary }),
  };
  return Object.keys(written).length === 0 ? {} : { reasoning: written };
}

/** Without `summary` no reasoning would be visible; a Responses caller decides itself. */
function toSummary(request: LlmRequest): string | undefined {
  if (request.dialect === 'responses') return request.reasoning?.summary;
  return request.reasoning?.display === 'omitted' ? undefined : 'auto';
}

/** `text`: the format of the response and its verbosity. */
function writeText(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { format, extra, dialect } = request;
  const rest = dialect === 'responses' ? readObject(extra.text) : undefined;
  const verbosity =
    dialect === 'chat' && isOpenAi(target) && typeof extra.verbosity === 'string'
      ? { verbosity: extra.verbosity }
      : {};
  const text = { ...rest, ...verbosity };
  if (format?.kind === 'json') {
    return { text: { ...text, format: { type: 'json_object' } } };
  }
  if (format) {
    if (!target.capabilities.structuredOutput) {
      const reason = 'the model takes no schema; it was put into the instructions';
      changes.push({ action: 'changed', path: 'response_format', reason });
      return { text: { ...text, format: { type: 'json_object' } } };
    }
    const strict = toStrictFormat(format, request);
    const schema = removeKeywords(format.schema, target.quirks.refusedSchemaKeywords);
    const written = { type: 'json_schema', name: format.name, schema };
    return {
      text: { ...text, format: { ...written, ...(strict === undefined ? {} : { strict }) } },
    };
  }
  return Object.keys(text).length === 0 ? {} : { text };
}

/** Whether fields that only OpenAI's own servers know can be sent. */
function isOpenAi(target: Target): boolean {
  return target.issuer === 'openai';
}

const writtenElsewhere: ReadonlySet<string> = new Set(['store', 'include', 'text', 'reasoning']);
/** Fields of Chat that Responses has under the same name, at OpenAI. */
const sharedWithChat: ReadonlySet<string> = new Set([
  'metadata',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
  'top_logprobs',
]);

function writeExtra(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const own = request.dialect === 'responses';
  const shares = request.dialect === 'chat' && isOpenAi(target);
  const written: JsonObject = {};
  const dropped: JsonObject = {};
  for (const [field, value] of Object.entries(request.extra)) {
    if (own ? writtenElsewhere.has(field) : shares && field === 'verbosity') continue;
    if (own || (shares && sharedWithChat.has(field))) written[field] = value;
    else dropped[field] = value;
  }
  reportDropped(dropped, changes);
  return written;
}

function reportNoCounterpart(request: LlmRequest, changes: Change[]): void {
  if (request.stop && request.stop.length > 0) {
    changes.push({ action: 'changed', path: 'stop', reason: stopIsCut });
  }
  if (request.topK !== undefined) {
    const reason = 'Responses has no such field';
    changes.push({ action: 'dropped', path: 'top_k', reason });
  }
}
