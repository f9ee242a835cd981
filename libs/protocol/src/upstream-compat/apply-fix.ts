import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { editJson } from '../json/edit-json.js';
import type { MemberInList } from './fixable-fields.js';
import type { Fix } from './parse-refusal.js';

const thinkingTypes = new Set<unknown>(['thinking', 'redacted_thinking']);

/**
 * Applies a fix to a body and leaves every byte it does not concern as it is.
 *
 * @returns null when the body holds nothing the fix would change
 */
export function applyFix(body: Buffer, fix: Fix): Buffer | null {
  const json = JSON.parse(body.toString('utf8')) as JsonObject;
  const edits = editsOfFix(fix, json);
  return edits && editJson(body, edits);
}

/**
 * The members of the outermost object a fix changes, as JSON text; null for those it takes out.
 *
 * @returns null when the body holds nothing the fix would change
 */
export function editsOfFix(fix: Fix, json: JsonObject): Record<string, string | null> | null {
  switch (fix.kind) {
    case 'drop_field':
      return dropField(fix.path, json);
    case 'rename_field': {
      if (!Object.hasOwn(json, fix.from) || Object.hasOwn(json, fix.to)) return null;
      return { [fix.from]: null, [fix.to]: JSON.stringify(json[fix.from]) };
    }
    case 'drop_in_list':
      return dropInList(fix.at, json);
    case 'drop_thinking': {
      const messages = withoutThinking(json.messages);
      return messages && { messages: JSON.stringify(messages) };
    }
    case 'drop_encrypted_reasoning': {
      if (!Array.isArray(json.input)) return null;
      const input = json.input.filter((item) => !isJsonObject(item) || item.type !== 'reasoning');
      return input.length === json.input.length ? null : { input: JSON.stringify(input) };
    }
  }
}

function dropField(
  [field, inner]: readonly [string, string?],
  json: JsonObject,
): Record<string, string | null> | null {
  if (!Object.hasOwn(json, field)) return null;
  if (inner === undefined) return { [field]: null };
  const value = json[field];
  if (!isJsonObject(value) || !Object.hasOwn(value, inner)) return null;
  const left = Object.fromEntries(Object.entries(value).filter(([key]) => key !== inner));
  return { [field]: Object.keys(left).length === 0 ? null : JSON.stringify(left) };
}

function dropInList({ list, of, member }: MemberInList, json: JsonObject) {
  const elements = json[list];
  if (!Array.isArray(elements)) return null;
  const left = elements.map((element: unknown) => without(element, of, member));
  const isSame = left.every((each, i) => each === elements[i]);
  return isSame ? null : { [list]: JSON.stringify(left) };
}

/** Elements, their parts, and the parts of those: providers define no members deeper than that. */
const deepest = 4;

/** Without a member of the value and of the objects in its lists; schemas and arguments of tools stay. */
function without(value: unknown, of: string | null, member: string, depth = 0): unknown {
  if (!isJsonObject(value) || depth > deepest) return value;
  const left = Object.entries(value)
    .filter(([name]) => of !== null || name !== member)
    .map(([name, inner]) => [name, withoutIn(name, inner, { of, member, depth })] as const);
  const isSame =
    left.length === Object.keys(value).length &&
    left.every(([name, inner]) => inner === value[name]);
  return isSame ? value : Object.fromEntries(left);
}

function withoutIn(
  name: string,
  value: unknown,
  { of, member, depth }: { of: string | null; member: string; depth: number },
): unknown {
  if (name === of) return without(value, null, member, deepest);
  if (!Array.isArray(value)) return value;
  const left = value.map((each: unknown) => without(each, of, member, depth + 1));
  return left.every((each, i) => each === value[i]) ? value : left;
}

/** Messages whose only content was thinking disappear with it. */
function withoutThinking(messages: unknown): unknown[] | null {
  if (!Array.isArray(messages)) return null;
  const left = messages.flatMap((message: unknown) => {
    if (!isJsonObject(message) || !Array.isArray(message.content)) return [message];
    const content = message.content.filter(
      (block) => !isJsonObject(block) || !thinkingTypes.has(block.type),
    );
    if (content.length === message.content.length) return [message];
    return content.length === 0 ? [] : [{ ...message, content }];
  });
  const isSame = left.length === messages.length && left.every((each, i) => each === messages[i]);
  return isSame ? null : left;
}
