import type { JsonObject } from '@codegate/kernel';

import { omitKeys, readBoolean, readNumber, readObject, readString } from '../json/fields.js';
import { omitUndefined } from '../json/omit-undefined.js';
import type { LlmRequest, OutputFormat, Reasoning } from '../model.js';
import { toSchemaFormat } from '../openai/schema-format.js';
import { statefulFields } from '../openai/stateful.js';
import { readEffort } from '../reasoning/effort.js';
import { refuse } from '../request/refuse.js';
import { hasTrigger } from './compaction.js';
import { readInstructions } from './read-content.js';
import { readItems } from './read-items.js';
import { mergeTools, readToolChoice, readTools } from './read-tools.js';

/** Fields the model of LlmRequest holds; all others travel in `extra`. */
const modelled: ReadonlySet<string> = new Set([
  'model',
  'input',
  'instructions',
  'max_output_tokens',
  'temperature',
  'top_p',
  'stream',
  'stream_options',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'reasoning',
  'text',
  'safety_identifier',
  'user',
  'service_tier',
]);
const modelledReasoning: ReadonlySet<string> = new Set(['effort', 'summary', 'generate_summary']);
const modelledText: ReadonlySet<string> = new Set(['format']);

/** Reads the body of POST /v1/responses. */
export function readRequest(body: JsonObject): LlmRequest {
  const model = readString(body.model) || refuse('model', "'model' is missing");
  const history = readItems(body.input ?? (refersToServerState(body) ? [] : undefined));
  const declared = mergeTools(readTools(body.tools, 'tools'), history.tools);
  const { tools, toolChoice, rest } = readToolChoice(body.tool_choice, declared);
  return {
    dialect: 'responses',
    model,
    system: [...readInstructions(body.instructions), ...history.system],
    messages: history.messages,
    tools,
    stream: body.stream === true,
    includeUsage: true,
    extra: { ...readExtra(body), ...(rest === undefined ? {} : { tool_choice: rest }) },
    ...omitUndefined({
      toolChoice,
      parallelTools: readBoolean(body.parallel_tool_calls),
      maxTokens: readNumber(body.max_output_tokens),
      temperature: readNumber(body.temperature),
      topP: readNumber(body.top_p),
      reasoning: readReasoning(readObject(body.reasoning)),
      format: readFormat(readObject(readObject(body.text)?.format)),
      userId: readString(body.safety_identifier) ?? readString(body.user),
      serviceTier: readString(body.service_tier),
      asksForSummary: hasTrigger(body.input) ? true : undefined,
      changes: history.changes.length === 0 ? undefined : history.changes,
    }),
  };
}

function refersToServerState(body: JsonObject): boolean {
  return statefulFields.some((field) => body[field] !== undefined && body[field] !== null);
}

/** What is left of `reasoning` (context, mode) and `text` (verbosity) stays under its own name. */
function readExtra(body: JsonObject): JsonObject {
  const extra = omitKeys(body, modelled);
  const reasoning = omitKeys(readObject(body.reasoning) ?? {}, modelledReasoning);
  const text = omitKeys(readObject(body.text) ?? {}, modelledText);
  if (Object.keys(reasoning).length > 0) extra.reasoning = reasoning;
  if (Object.keys(text).length > 0) extra.text = text;
  return extra;
}

function readReasoning(reasoning: JsonObject | undefined): Reasoning | undefined {
  if (!reasoning) return undefined;
  const effort = readEffort(reasoning.effort);
  if (effort === 'none') return { off: true };
  const summary = readString(reasoning.summary) ?? readString(reasoning.generate_summary);
  if (effort === undefined && summary === undefined) return undefined;
  return omitUndefined({ effort, summary });
}

/** `text.format`, which Chat calls response_format (CLIProxyAPI 2e91e99e0). */
function readFormat(format: JsonObject | undefined): OutputFormat | undefined {
  if (format?.type === 'json_object') return { kind: 'json' };
  return format?.type === 'json_schema' ? toSchemaFormat(format) : undefined;
}
