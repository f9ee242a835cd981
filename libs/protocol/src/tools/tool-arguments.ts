import { isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';

/**
 * Arguments of a tool call as the object Anthropic demands. Anything that is not a JSON object is kept
 * as text under `_raw` instead of being thrown away (vercel/ai#16643).
 */
export function parseToolArguments(text: string): JsonObject {
  if (isBlank(text)) return {};
  const value = tryParseJson(text);
  return isJsonObject(value) ? value : { _raw: text };
}

/** Arguments as the text of one JSON object: servers that parse them refuse, or fail at, anything else. */
export function toObjectText(text: string): string {
  if (isBlank(text)) return '{}';
  return isJsonObject(tryParseJson(text)) ? text : JSON.stringify(parseToolArguments(text));
}

/** Whether the text is one complete JSON value; no text at all counts as no arguments. */
export function isCompleteJson(text: string): boolean {
  return isBlank(text) || tryParseJson(text) !== undefined;
}

/** Arguments of a call as text; some servers send an object instead (BerriAI/litellm#37792). */
export function toArgumentsText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** The free text inside the arguments of a custom tool that was offered as a function. */
export function readCustomInput(args: string): string {
  const value = tryParseJson(args);
  if (!isJsonObject(value)) return args;
  const input = value.input;
  return typeof input === 'string' ? input : args;
}

/** The schema under which a custom tool is offered as a function. */
export function customToolSchema(): JsonObject {
  return {
    type: 'object',
    properties: { input: { type: 'string' } },
    required: ['input'],
    additionalProperties: false,
  };
}
