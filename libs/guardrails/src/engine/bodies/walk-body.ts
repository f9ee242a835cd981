import { isJsonObject, type JsonObject } from '@codegate/kernel';
import type { Dialect, TextKind as PartKind } from '@codegate/protocol';

import { changeBase64Text, isBase64, splitDataUrl } from './base64-text.js';
import {
  exampleMembers,
  fixedToolMembers,
  isFromModel,
  isOpaque,
  isParticipant,
  memberActions,
  schemaMaps,
  serverMembers,
  signedTextOf,
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
  const isModels = side === 'response';
  for (const [key, kind] of kinds) {
    changed.set(key, walkPart(kind, body[key], visitor, isModels));
  }
  return mapMembers(body, (value, key) => (changed.has(key) ? changed.get(key) : value));
}

/**
 * The same for one part of a body: the value of a member, or one element of it.
 *
 * @param isModels whether the model wrote all of it
 */
export function walkPart(
  kind: PartKind,
  value: unknown,
  visitor: BodyVisitor,
  isModels = false,
): unknown {
  return kind === 'tools' ? walkTools(value, visitor) : walkContent(value, { visitor, isModels });
}

/** What is known of a node from those around it. */
type Place = {
  readonly visitor: BodyVisitor;
  /** Whether it is inside of what the model wrote. */
  readonly isModels: boolean;
};

/** @param key the name of the member that the node is the value of, where that name matters */
function walkContent(node: unknown, { visitor: given, isModels }: Place, key?: string): unknown {
  const isFrom = isFromModel(node);
  const visitor = given.ofModel && isFrom ? given.ofModel : given;
  if (typeof node === 'string') return walkText(node, visitor, key);
  const place = { visitor, isModels: isModels || isFrom };
  if (Array.isArray(node)) return mapArray(node, (item) => walkContent(item, place, key));
  if (!isJsonObject(node)) return node;
  // A signature counts only in what a model wrote: anybody can write one.
  const signedText = isModels ? signedTextOf(node) : null;
  return mapMembers(
    node,
    (value, member) => (member === signedText ? value : walkMember(value, member, node, place)),
    (member) => (memberActions.has(member) ? member : visitor.name(member)),
  );
}

function walkMember(value: unknown, key: string, parent: JsonObject, place: Place): unknown {
  const { visitor } = place;
  switch (memberActions.get(key)) {
    case 'text':
      return walkContent(value, place);
    case 'json':
      return typeof value === 'string' ? visitor.json(value) : walkValues(value, visitor);
    case 'values':
      return walkValues(value, visitor);
    case 'tools':
      return walkTools(value, visitor);
    case 'opaque':
      return isFixed(value, key, parent) ? value : walkContent(value, place, key);
    case 'data':
      return parent['type'] !== 'text' && typeof value === 'string' && isBase64(value)
        ? changeBase64Text(value, visitor.text)
        : walkContent(value, place);
    case 'named':
    case undefined:
      return walkContent(value, place, key);
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
    if (serverMembers.has(key) && isMcpServer(node)) return value;
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

function isMcpServer({ type, server_url: url }: JsonObject): boolean {
  return type === 'mcp' || type === 'url' || typeof url === 'string';
}

/** A block that Claude Code adds for Anthropic: its version, which must not be taken for an IP address. */
function isClientNote(text: string): boolean {
  return /^x-anthropic-billing-header: (?:[a-z_]+=[\w.-]{1,40}(?:; ?|$)){1,12}$/.test(text);
}
