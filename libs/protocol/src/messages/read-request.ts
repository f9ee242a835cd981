import type { JsonObject } from '@codegate/kernel';

import { readEffort } from '../reasoning/effort.js';
import {
  isBlank,
  omitKeys,
  readNumber,
  readObject,
  readObjects,
  readString,
  readStrings,
} from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import { refuse } from '../request/refuse.js';
import type { LlmRequest, OutputFormat, Part, Reasoning, TextPart, Message } from '../model.js';
import { readCache, readContent } from './read-content.js';
import { readToolChoice, readTools } from './read-tools.js';

/** Fields LlmRequest has a place for; all others travel in `extra`. */
const modelled: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'system',
  'max_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop_sequences',
  'stream',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'output_format',
  'metadata',
  'service_tier',
]);
const outputConfigKeys: ReadonlySet<string> = new Set(['effort', 'format']);
const messageKeys: ReadonlySet<string> = new Set(['role', 'content']);

/** Reads the body of POST /v1/messages. */
export function readRequest(body: JsonObject): LlmRequest {
  const model = readString(body.model) || refuse('model', "'model' is missing");
  const outputConfig = readObject(body.output_config) ?? {};
  const stop = readStrings(body.stop_sequences);
  return {
    dialect: 'messages',
    model,
    system: readSystem(body.system),
    messages: readMessages(body.messages),
    tools: readTools(body.tools),
    ...readToolChoice(body.tool_choice),
    stream: body.stream === true,
    includeUsage: true,
    extra: readExtra(body, outputConfig),
    ...omitUndefined({
      maxTokens: readNumber(body.max_tokens),
      temperature: readNumber(body.temperature),
      topP: readNumber(body.top_p),
      topK: readNumber(body.top_k),
      stop: stop.length === 0 ? undefined : stop,
      reasoning: readReasoning(readObject(body.thinking), outputConfig),
      format: readFormat(readObject(outputConfig.format) ?? readObject(body.output_format)),
      userId: readString(readObject(body.metadata)?.user_id),
      serviceTier: readString(body.service_tier),
    }),
  };
}

function readExtra(body: JsonObject, outputConfig: JsonObject): JsonObject {
  const extra = omitKeys(body, modelled);
  const rest = omitKeys(outputConfig, outputConfigKeys);
  return Object.keys(rest).length === 0 ? extra : { ...extra, output_config: rest };
}

function readSystem(system: unknown): TextPart[] {
  if (typeof system === 'string') return isBlank(system) ? [] : [{ type: 'text', text: system }];
  return readObjects(system).map((block) => ({
    type: 'text',
    text: readString(block.text) ?? '',
    ...readCache(block),
  }));
}

function readMessages(messages: unknown): Message[] {
  if (!Array.isArray(messages) || messages.length === 0) {
    return refuse('messages', "'messages' must be a list with at least one message");
  }
  return messages.map((value: unknown, index) => {
    const path = `messages[${index}]`;
    const message = readObject(value) ?? refuse(path, `'${path}' must be an object`);
    return readMessage(message, path);
  });
}

function readMessage(message: JsonObject, path: string): Message {
  const { role } = message;
  if (role !== 'user' && role !== 'assistant' && role !== 'system') {
    return refuse(`${path}.role`, `'${path}.role' must be user, assistant or system`);
  }
  const parts = readContent(message.content, `${path}.content`);
  if (role === 'user') return { role, parts };
  if (role === 'assistant') return { role, parts: attachSignatures(parts) };
  const extra = omitKeys(message, messageKeys);
  return { role, parts, ...(Object.keys(extra).length === 0 ? {} : { extra }) };
}

/**
 * Gemini signs calls, and an Anthropic client has no place for that on a tool_use block. The writer of
 * answers puts the signature into an empty piece of thinking before the call; here it comes back.
 */
function attachSignatures(parts: Part[]): Part[] {
  if (!parts.some(carriesCallSignature)) return parts;
  const attached: Part[] = [];
  parts.forEach((part, index) => {
    const before = parts[index - 1];
    if (part.type === 'tool_use' && before && carriesCallSignature(before)) {
      attached[attached.length - 1] = {
        ...part,
        ...(before.type === 'thinking' && before.signature ? { signature: before.signature } : {}),
      };
    } else {
      attached.push(part);
    }
  });
  return attached;
}

function carriesCallSignature(part: Part): boolean {
  return part.type === 'thinking' && part.text === '' && part.signature?.issuer === 'gemini';
}

/** How much the caller wants the model to think, out of `thinking` and `output_config.effort`. */
function readReasoning(
  thinking: JsonObject | undefined,
  outputConfig: JsonObject,
): Reasoning | undefined {
  const effort = readEffort(outputConfig.effort);
  const type = thinking?.type;
  if (type === 'disabled') return omitUndefined({ off: true, effort });
  const reasoning: Reasoning = omitUndefined({
    effort,
    budgetTokens: type === 'enabled' ? readNumber(thinking?.budget_tokens) : undefined,
    adaptive: type === 'adaptive' || type === 'between_tools' ? true : undefined,
    display: readString(thinking?.display),
  });
  return Object.keys(reasoning).length === 0 ? undefined : reasoning;
}

function readFormat(format: JsonObject | undefined): OutputFormat | undefined {
  const schema = readObject(format?.schema);
  if (format?.type !== 'json_schema' || !schema) return undefined;
  return { kind: 'json_schema', name: readString(format.name) ?? 'response', schema, strict: true };
}
