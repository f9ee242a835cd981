import { isJsonObject, type JsonObject } from '@codegate/kernel';
import type { Dialect, TextKind as PartKind } from '@codegate/protocol';

import { changeBase64Text, isBase64, splitDataUrl } from './base64-text.js';
import {
  exampleMembers,
  fixedToolMembers,
  isFromModel,
  isOpaque,
  isParticipant,
  isSigned,
  memberActions,
  schemaMaps,
} from './body-members.js';
import { mapArray, mapMembers } from './map-json.js';
import { changeUrl, urlMembers } from './presigned-url.js';
import { textRootsOf } from './text-roots.js';

/** Changes the texts of a body. Each function returns its argument when nothing changes. */
export type BodyVisitor = {
  /** A text. `key`: the name of the member that it is the value of, where that name matters. */
  readonly text: (text: string, key?: string) => string;
  /** JSON in a string. */
  readonly json: (text: string) => string;
  /** A text within the values of a tool call; `text` unless it is given. */
  readonly argument?: (text: string, key?: string) => string;
  /** The name of a member that a caller, a tool or the model chose. */
  readonly name: (name: string) => string;
  /** Visits what the model wrote; absent: as all other texts. */
  readonly ofModel?: BodyVisitor;
};

/**
 * Applies a visitor to each text of a body that a person, a file, a tool or the model wrote, in the order in which the
 * provider reads them. Copies on write: values that do not change are shared with the argument.
 *
 * All members are read except those that are known to hold no text; see MemberAction.
 */
export function walkBody(
  side: 'request' | 'response',
  dialect: Dialect,
  body: JsonObject,
  visitor: BodyVisitor,
): JsonObject {
  const kinds = new Map(textRootsOf(side, dialect, body));
  const changed = new Map<string, unknown>();
  for (const [key, kind] of kinds) changed.set(key, walkPart(kind, body[key], visitor));
  return mapMembers(body, (value, key) => (changed.has(key) ? changed.get(key) : value));
}

/** The same for one part of a body: the value of a member, or one element of it. */
export function walkPart(kind: PartKind, value: unknown, visitor: BodyVisitor): unknown {
  return kind === 'tools' ? walkTools(value, visitor) : walkContent(value, visitor);
}

/** @param key the name of the member that the node is the value of, where that name matters */
function walkContent(node: unknown, given: BodyVisitor, key?: string): unknown {
  const visitor = given.ofModel && isFromModel(node) ? given.ofModel : given;
  if (typeof node === 'string') return walkText(node, visitor, key);
  if (Array.isArray(node)) return mapArray(node, (item) => walkContent(item, visitor, key));
  if (!isJsonObject(node) || isSigned(node)) return node;
  return mapMembers(
    node,
    (value, member) => walkMember(value, member, node, visitor),
    (member) => (memberActions.has(member) ? member : visitor.name(member)),
  );
}

function walkMember(
  value: unknown,
  key: string,
  parent: JsonObject,
  visitor: BodyVisitor,
): unknown {
  switch (memberActions.get(key)) {
    case 'text':
      return walkContent(value, visitor);
    case 'json':
      return typeof value === 'string' ? visitor.json(value) : walkValues(value, visitor);
    case 'values':
      return walkValues(value, visitor);
    case 'tools':
      return walkTools(value, visitor);
    case 'opaque':
      return isFixed(value, key, parent) ? value : walkContent(value, visitor, key);
    case 'data':
      return parent['type'] !== 'text' && typeof value === 'string' && isBase64(value)
        ? changeBase64Text(value, visitor.text)
        : walkContent(value, visitor);
    case 'named':
    case undefined:
      return walkContent(value, visitor, key);
  }
}

/** Whether the value of an opaque member looks like what it should be. */
function isFixed(value: unknown, key: string, parent: JsonObject): boolean {
  if (typeof value !== 'string' || !isOpaque(value)) return false;
  return key !== 'name' || !isParticipant(parent);
}

function walkText(text: string, visitor: BodyVisitor, key?: string): string {
  if (isClientNote(text)) return text;
  const url = splitDataUrl(text);
  if (url) return url.head + changeBase64Text(url.data, (content) => visitor.text(content));
  return key !== undefined && urlMembers.has(key)
    ? changeUrl(text, (part) => visitor.text(part))
    : visitor.text(text, key);
}

/** Any JSON, such as the input of a tool: visits all strings with the name of their member, and these names. */
export function walkValues(value: unknown, visitor: BodyVisitor, key?: string): unknown {
  if (typeof value === 'string') return (visitor.argument ?? visitor.text)(value, key);
  if (Array.isArray(value)) return mapArray(value, (item) => walkValues(item, visitor, key));
  if (!isJsonObject(value)) return value;
  return mapMembers(value, (item, member) => walkValues(item, visitor, member), visitor.name);
}

/** Definitions of tools and JSON Schemas. Names of tools and parameters, types and allowed values do not change. */
function walkTools(node: unknown, visitor: BodyVisitor): unknown {
  if (typeof node === 'string') return visitor.text(node);
  if (Array.isArray(node)) return mapArray(node, (item) => walkTools(item, visitor));
  if (!isJsonObject(node)) return node;
  return mapMembers(node, (value, key) => {
    if (fixedToolMembers.has(key)) return value;
    if (exampleMembers.has(key)) return walkValues(value, visitor);
    if (memberActions.get(key) === 'opaque' && typeof value === 'string' && isOpaque(value)) {
      return value;
    }
    if (schemaMaps.has(key) && isJsonObject(value)) {
      // Here the keys are names of parameters, which may include `description`.
      return mapMembers(value, (schema) => walkTools(schema, visitor));
    }
    return walkTools(value, visitor);
  });
}

/** A block that Claude Code adds for Anthropic: its version, which must not be taken for an IP address. */
function isClientNote(text: string): boolean {
  return /^x-anthropic-billing-header: (?:[a-z_]+=[\w.-]{1,40}(?:; ?|$)){1,12}$/.test(text);
}
