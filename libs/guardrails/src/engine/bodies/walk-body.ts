import { isJsonObject, type JsonObject } from '@codegate/kernel';

import {
  isEncodedContent,
  keyActions,
  roots,
  schemaMaps,
  type BodySide,
  type Dialect,
  type PartKind,
} from './body-shapes.js';

/** What is done to the texts of a body; every function returns its argument when nothing changes. */
export type BodyVisitor = {
  /** A text people read; `key` is the name of the member it stands in, where that is content too. */
  readonly text: (text: string, key?: string) => string;
  /** JSON written in a string. */
  readonly json: (text: string) => string;
  /** The names of members a model wrote; only answers have them restored. */
  readonly name?: (name: string) => string;
};

/**
 * Applies a visitor to every text of a body that a person, a file, a tool or the model wrote, in the
 * order the provider reads them. Copies on write: what does not change is shared with the argument.
 */
export function walkBody(
  side: BodySide,
  dialect: Dialect,
  body: JsonObject,
  visitor: BodyVisitor,
): JsonObject {
  let result = body;
  for (const [key, kind] of roots[side][dialect]) {
    result = withMember(result, key, walkPart(kind, result[key], visitor));
  }
  return result;
}

/** The same for one part of a body: what a member of it holds, or one element of that. */
export function walkPart(kind: PartKind, value: unknown, visitor: BodyVisitor): unknown {
  return kind === 'tools' ? walkTools(value, visitor) : walkContent(value, visitor);
}

function walkContent(node: unknown, visitor: BodyVisitor): unknown {
  if (typeof node === 'string') return isClientNote(node) ? node : visitor.text(node);
  if (Array.isArray(node)) return mapArray(node, (item) => walkContent(item, visitor));
  if (!isJsonObject(node) || isEncodedContent(node)) return node;
  let result = node;
  for (const key of Object.keys(node)) {
    const action = keyActions[key];
    const value = node[key];
    if (action === undefined || value === null || value === undefined) continue;
    result = withMember(result, key, walkMember(action, key, value, node, visitor));
  }
  return result;
}

function walkMember(
  action: (typeof keyActions)[string],
  key: string,
  value: unknown,
  parent: JsonObject,
  visitor: BodyVisitor,
): unknown {
  switch (action) {
    case 'content':
      return walkContent(value, visitor);
    case 'json':
      return typeof value === 'string' ? visitor.json(value) : walkValues(value, visitor);
    case 'values':
      return walkValues(value, visitor);
    case 'tools':
      return walkTools(value, visitor);
    case 'source':
      return parent['type'] === 'document' ? walkSource(value, visitor) : value;
    case undefined:
      return value;
  }
}

/** A document given as text, or as blocks; base64, URLs and file ids stay. */
function walkSource(source: unknown, visitor: BodyVisitor): unknown {
  if (!isJsonObject(source)) return source;
  if (source['type'] === 'text' && typeof source['data'] === 'string') {
    return withMember(source, 'data', visitor.text(source['data']));
  }
  if (source['type'] === 'content') {
    return withMember(source, 'content', walkContent(source['content'], visitor));
  }
  return source;
}

/** Free JSON, such as the input of a tool: all strings; the member's name says what a value is. */
export function walkValues(value: unknown, visitor: BodyVisitor, key?: string): unknown {
  if (typeof value === 'string') return visitor.text(value, key);
  if (Array.isArray(value)) return mapArray(value, (item) => walkValues(item, visitor, key));
  if (!isJsonObject(value)) return value;
  const { name } = visitor;
  const isRenamed =
    name !== undefined && Object.keys(value).some((member) => name(member) !== member);
  if (isRenamed) {
    return Object.fromEntries(
      Object.entries(value).map(([member, item]) => [
        name(member),
        walkValues(item, visitor, member),
      ]),
    );
  }
  let result = value;
  for (const member of Object.keys(value)) {
    result = withMember(result, member, walkValues(value[member], visitor, member));
  }
  return result;
}

/** Descriptions of tools and of their parameters; names, types and allowed values stay. */
function walkTools(node: unknown, visitor: BodyVisitor): unknown {
  if (Array.isArray(node)) return mapArray(node, (item) => walkTools(item, visitor));
  if (!isJsonObject(node)) return node;
  let result = node;
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (key === 'description' && typeof value === 'string') {
      result = withMember(result, key, visitor.text(value));
    } else if (schemaMaps.has(key) && isJsonObject(value)) {
      // Here the keys are names of parameters, `description` among them.
      let members = value;
      for (const member of Object.keys(value)) {
        members = withMember(members, member, walkTools(value[member], visitor));
      }
      result = withMember(result, key, members);
    } else if (
      typeof value === 'object' &&
      !['enum', 'const', 'default', 'examples'].includes(key)
    ) {
      result = withMember(result, key, walkTools(value, visitor));
    }
  }
  return result;
}

/** A block Claude Code adds about itself; Anthropic reads it, and it holds nothing of a person. */
function isClientNote(text: string): boolean {
  return text.startsWith('x-anthropic-billing-header');
}

function mapArray(
  list: readonly unknown[],
  change: (item: unknown) => unknown,
): readonly unknown[] {
  const changed = list.map(change);
  return changed.some((item, index) => item !== list[index]) ? changed : list;
}

function withMember(object: JsonObject, key: string, value: unknown): JsonObject {
  return object[key] === value ? object : { ...object, [key]: value };
}
