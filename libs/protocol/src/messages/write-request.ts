import { append, GatewayError, sha256Hex, type JsonObject } from '@codegate/kernel';

import { removeRefusedFields, reportDropped } from '../request/accepted-fields.js';
import { isBlank, omitKeys, readNumber, readObject } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import { stopIsCut, withoutBillingHeader } from '../openai/request-fields.js';
import type { Change, LlmRequest, OutputFormat, Part, TextPart } from '../model.js';
import { repairHistory } from '../repair/repair-history.js';
import { toToolNames } from '../tools/tool-names.js';
import type { Target, WrittenRequest } from '../target.js';
import { limitBreakpoints } from './limit-breakpoints.js';
import { toOutputSchema, type OutputSchema } from './output-schema.js';
import { writeMessages, type BlockWriting } from './write-blocks.js';
import { writeReasoning, type WrittenReasoning } from './write-reasoning.js';
import { writeSampling } from './write-sampling.js';
import { writeTools } from './write-tools.js';

const maxToolNameLength = 128;
const maxUserIdLength = 256;
/** When the caller sets no limit: enough for long responses, less than the model's maximum. */
const defaultMaxTokens = 32_000;
const smallModelMaxTokens = 8192;
/** Takes everything we write; the version of 2026-10-21 has no sampling parameters at all. */
const version = '2023-06-01';

/** Writes the body of POST /v1/messages. */
export function writeRequest(request: LlmRequest, target: Target): WrittenRequest {
  const changes: Change[] = [...(request.changes ?? [])];
  refuseSeveralChoices(request);
  const names = toToolNames(request, maxToolNameLength, changes);
  const isClaude = target.issuer === 'anthropic';
  const history = repairHistory(request, {
    dialect: 'messages',
    toolIdLimit: target.quirks.toolIdLimit,
    refuse: (part) => refusePart(part, target),
    userFirst: true,
    prefill: continuesMessages(request, target) ? 'trim' : 'continue',
    systemMessages: takesSystemMessages(target) ? 'before_assistant' : 'user',
    thinkingAlone: isClaude ? 'never_last' : 'never_alone',
  });
  append(changes, history.changes);
  const writing: BlockWriting = { request, target, names, changes };
  const reasoning = writeReasoning(request, target, history.messages, changes);
  const format = writeFormat(request, target, changes);
  const ownSystem = isClaude ? history.system : withoutBillingHeader(history.system, changes);
  const system = writeSystem([...ownSystem, ...format.instructions]);
  const { output_config: ownOutputConfig, ...extra } = writeExtra(writing);
  const outputConfig = {
    ...readObject(ownOutputConfig),
    ...omitUndefined({ effort: reasoning.effort, format: format.format }),
  };
  const body: JsonObject = {
    model: target.model,
    max_tokens: writeMaxTokens(request, target, reasoning, changes),
    ...(system.length === 0 ? {} : { system }),
    messages: writeMessages(history.messages, writing),
    ...writeTools(writing),
    ...omitUndefined({ thinking: reasoning.thinking }),
    ...(Object.keys(outputConfig).length === 0 ? {} : { output_config: outputConfig }),
    ...writeSampling(request, target, reasoning.thinks, changes),
    ...writeStop(request, target, changes),
    ...writeUser(request, target, changes),
    ...writeServiceTier(request, changes),
    ...extra,
    stream: request.stream || target.quirks.streamOnly,
  };
  limitBreakpoints(body, changes);
  return { body: removeRefusedFields(body, target.quirks, changes), changes, names, version };
}

/** Other vendors' Messages endpoints know two roles only. */
function takesSystemMessages({ capabilities, quirks, issuer }: Target): boolean {
  return capabilities.midSystem && (quirks.systemInMessages ?? issuer === 'anthropic');
}

/** Chat's `n` has no counterpart, and one response instead of several would be wrong. */
function refuseSeveralChoices(request: LlmRequest): void {
  if ((readNumber(request.extra.n) ?? 1) <= 1) return;
  throw new GatewayError('invalid_request', 'Only one answer is possible here: n must be 1', {
    field: 'n',
  });
}

function continuesMessages(request: LlmRequest, target: Target): boolean {
  // With thinking on, a response cannot continue a prefill.
  const thinks = request.reasoning !== undefined && request.reasoning.off !== true;
  return target.capabilities.prefill && !thinks;
}

/** Thinking is sent only to the provider that signed it (router-for-me/CLIProxyAPI#1584). */
function refusePart(part: Part, target: Target): string | null {
  const { issuer } = target;
  if (part.type === 'opaque' && part.dialect === 'chat' && part.raw.type === 'input_audio') {
    throw new GatewayError('invalid_request', 'Audio is not supported by the target', {
      field: 'messages',
    });
  }
  if (part.type === 'redacted') {
    return issuer === 'anthropic' ? null : 'redacted thinking is for Anthropic only';
  }
  if (part.type !== 'thinking' || part.signature?.issuer === issuer) return null;
  if (part.signature) return `this thinking was signed by ${part.signature.issuer}`;
  // DeepSeek's own Anthropic endpoint wants thinking back although it signs nothing (decolua/9router#2397).
  return issuer === 'anthropic' ? 'thinking without a signature' : null;
}

function writeSystem(system: readonly TextPart[]): JsonObject[] {
  return system.map(({ text, cache }) => ({
    type: 'text',
    text,
    ...(cache ? { cache_control: cache } : {}),
  }));
}

function writeMaxTokens(
  request: LlmRequest,
  target: Target,
  reasoning: WrittenReasoning,
  changes: Change[],
): number {
  const most = target.capabilities.maxOutputTokens;
  if (request.maxTokens === undefined) {
    const wanted = Math.max(reasoning.minMaxTokens, defaultMaxTokens);
    return Math.min(most ?? Math.max(reasoning.minMaxTokens, smallModelMaxTokens), wanted);
  }
  if (most === null || request.maxTokens <= most) return request.maxTokens;
  changes.push({ action: 'changed', path: 'max_tokens', reason: `the model's limit is ${most}` });
  return most;
}

function writeStop(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  if (!request.stop) return {};
  const report = (): void => {
    changes.push({ action: 'changed', path: 'stop_sequences', reason: stopIsCut });
  };
  if (!target.capabilities.stop) {
    report();
    return {};
  }
  const stop = request.stop.filter((text) => !isBlank(text));
  // Anthropic refuses sequences of white space.
  if (stop.length < request.stop.length) report();
  return stop.length === 0 ? {} : { stop_sequences: stop };
}

/** Account ids in user_id are for Anthropic only. */
function writeUser(request: LlmRequest, target: Target, changes: Change[]): JsonObject {
  const { userId } = request;
  if (userId === undefined || userId === '') return {};
  if (target.issuer !== 'anthropic') {
    const reason = 'it may identify a person and goes to Anthropic only';
    changes.push({ action: 'dropped', path: 'metadata.user_id', reason });
    return {};
  }
  const id = userId.length > maxUserIdLength ? sha256Hex(userId) : userId;
  return { metadata: { user_id: id } };
}

function writeServiceTier(request: LlmRequest, changes: Change[]): JsonObject {
  const tier = request.serviceTier;
  if (tier === undefined) return {};
  if (tier === 'auto' || tier === 'default') return { service_tier: 'auto' };
  if (request.dialect === 'messages') return { service_tier: tier };
  changes.push({ action: 'dropped', path: 'service_tier', reason: 'the target has no such tier' });
  return {};
}

/** A JSON schema feature of the model, or as an instruction where the model has none. */
function writeFormat(
  request: LlmRequest,
  target: Target,
  changes: Change[],
): { format?: JsonObject; instructions: TextPart[] } {
  const { format } = request;
  if (!format) return { instructions: [] };
  const output = toOutputFormat(format, request, target);
  if (output) {
    if (output.isChanged) {
      const reason = 'limits Anthropic does not know are told in descriptions; objects are closed';
      changes.push({ action: 'changed', path: 'response_format', reason });
    }
    return { format: { type: 'json_schema', schema: output.schema }, instructions: [] };
  }
  const reason = 'the target is asked for JSON in words';
  changes.push({ action: 'changed', path: 'response_format', reason });
  const schema =
    format.kind === 'json' ? '' : ` that matches this schema:\n${JSON.stringify(format.schema)}`;
  const text = `Answer with one JSON object only, without any other text${schema}`;
  return { instructions: [{ type: 'text', text }] };
}

/** The schema for `output_config.format`; null when neither the model nor the format has a place for it. */
function toOutputFormat(
  format: OutputFormat,
  request: LlmRequest,
  { capabilities, quirks, issuer }: Target,
): OutputSchema | null {
  if (format.kind !== 'json_schema') return null;
  if (!capabilities.structuredOutput || !quirks.structuredOutput) return null;
  if (request.dialect !== 'messages' && issuer === 'anthropic')
    return toOutputSchema(format.schema);
  return { schema: omitKeys(format.schema, new Set(['$schema'])), isChanged: false };
}

/** Fields only Anthropic knows. They may hold ids and paths of the caller, so they are not sent to others. */
function writeExtra({ request, target, changes }: BlockWriting): JsonObject {
  if (request.dialect === 'messages' && target.issuer === 'anthropic') return request.extra;
  reportDropped(omitKeys(request.extra, new Set(['n'])), changes);
  return {};
}
