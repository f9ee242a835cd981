import { isJsonObject, type JsonObject } from '@codegate/kernel';
import { formatOf, type Dialect, type TextKind as PartKind } from '@codegate/protocol';

import { isEncodedContent, keyActions, schemaMaps } from './body-members.js';

/** Changes the texts of a body. Each function returns its argument when nothing changes. */
export type BodyVisitor = {
  /** A text. `key`: the name of the member that it is the value of, where that name matters. */
  readonly text: (text: string, key?: string) => string;
  /** JSON in a string. */
  readonly json: (text: string) => string;
  /** The names of members that a model wrote; only those of responses are restored. */
  readonly name?: (name: string) => string;
};

/**
 * Applies a visitor to each text of a body that a person, a file, a tool or the model wrote, in the order in which the
 * provider reads them. Copies on write: values that do not change are shared with the argument.
 */
export function walkBody(
  side: 'request' | 'response',
  dialect: Dialect,
  body: JsonObject,
  visitor: BodyVisitor,
): JsonObject {
  let result = body;
  for (const [key, kind] of formatOf(dialect)[side].textRoots) {
    result = withMember(result, key, walkPart(kind, result[key], visitor));
  }
  return result;
}

/** The same for one part of a body: the value of a member, or one element of it. */
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

/** A document as text or as blocks. Base64, URLs and file ids do not change. */
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

/** Any JSON, such as the input of a tool: visits all strings, with the name of their member. */
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

/** Descriptions of tools and of their parameters. Names, types and allowed values do not change. */
function walkTools(node: unknown, visitor: BodyVisitor): unknown {
  if (Array.isArray(node)) return mapArray(node, (item) => walkTools(item, visitor));
  if (!isJsonObject(node)) return node;
  let result = node;
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (key === 'description' && typeof value === 'string') {
      result = withMember(result, key, visitor.text(value));
    } else if (schemaMaps.has(key) && isJsonObject(value)) {
      // Here the keys are names of parameters, which may include `description`.
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

/** A block that Claude Code adds for Anthropic; it contains no personal data. */
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
