import type { JsonObject } from '@codegate/kernel';

import {
  omitKeys,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStrings,
} from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { LlmRequest, OutputFormat, Reasoning } from '../model.js';
import { toSchemaFormat } from '../openai/schema-format.js';
import { readEffort } from '../reasoning/effort.js';
import { refuse } from '../request/refuse.js';
import { readMessages } from './read-messages.js';
import { webSearchField } from './web-search.js';
import { readToolChoice, readTools } from './read-tools.js';

/** Fields the model of LlmRequest holds; all others travel in `extra`. */
const modelled: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'top_k',
  'stop',
  'stream',
  'stream_options',
  'tools',
  'functions',
  'tool_choice',
  'function_call',
  'parallel_tool_calls',
  'reasoning_effort',
  'reasoning',
  'thinking',
  'response_format',
  'safety_identifier',
  'user',
  'service_tier',
  webSearchField,
]);

const thinkingForms: ReadonlySet<unknown> = new Set(['enabled', 'adaptive']);

/** Reads the body of POST /v1/chat/completions. */
export function readRequest(body: JsonObject): LlmRequest {
  const model = readString(body.model) || refuse('model', "'model' is missing");
  const { system, messages, changes } = readMessages(body.messages);
  const { tools, toolChoice, rest } = readToolChoice(body, readTools(body));
  const reasoning = readReasoning(body);
  const format = readFormat(readObject(body.response_format));
  return {
    dialect: 'chat',
    model,
    system,
    messages,
    tools,
    stream: body.stream === true,
    includeUsage: readObject(body.stream_options)?.include_usage === true,
    extra: { ...readExtra(body), ...(rest === undefined ? {} : { tool_choice: rest }) },
    ...omitUndefined({
      toolChoice,
      parallelTools: readBoolean(body.parallel_tool_calls),
      // max_completion_tokens replaced max_tokens; both together mean the newer one (CLIProxyAPI 3230e3702).
      maxTokens: readNumber(body.max_completion_tokens) ?? readNumber(body.max_tokens),
      temperature: readNumber(body.temperature),
      topP: readNumber(body.top_p),
      topK: readNumber(body.top_k),
      stop: readStop(body.stop),
      reasoning,
      format,
      userId: readString(body.safety_identifier) ?? readString(body.user),
      serviceTier: readString(body.service_tier),
      changes: changes.length === 0 ? undefined : changes,
    }),
  };
}

function readExtra(body: JsonObject): JsonObject {
  const extra = omitKeys(body, modelled);
  // A value we do not know is still worth passing on to a server of the same kind.
  if (
    typeof body.reasoning_effort === 'string' &&
    readEffort(body.reasoning_effort) === undefined
  ) {
    extra.reasoning_effort = body.reasoning_effort;
  }
  return extra;
}

function readStop(value: unknown): string[] | undefined {
  const stop = readStrings(value).filter((text) => text !== '');
  return stop.length === 0 ? undefined : stop;
}

/** OpenAI's reasoning_effort, OpenRouter's `reasoning` and the `thinking` of DeepSeek, GLM and MiniMax. */
function readReasoning(body: JsonObject): Reasoning | undefined {
  const object = readObject(body.reasoning) ?? {};
  const thinking = readObject(body.thinking) ?? {};
  const effort = readEffort(body.reasoning_effort) ?? readEffort(object.effort);
  if (effort === 'none' || object.enabled === false || thinking.type === 'disabled') {
    return { off: true };
  }
  const budgetTokens = readNumber(object.max_tokens) ?? readNumber(thinking.budget_tokens);
  if (effort !== undefined || budgetTokens !== undefined) {
    return omitUndefined({ effort, budgetTokens });
  }
  const asksForSome = object.enabled === true || thinkingForms.has(thinking.type);
  return asksForSome ? { adaptive: true } : undefined;
}

function readFormat(format: JsonObject | undefined): OutputFormat | undefined {
  if (format?.type === 'json_object') return { kind: 'json' };
  const definition = readObject(format?.json_schema);
  if (format?.type !== 'json_schema' || !definition) return undefined;
  return toSchemaFormat(definition);
}
