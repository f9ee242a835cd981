import type { JsonObject } from '@codegate/kernel';

/** The wire formats, named as in @codegate/protocol. */
export type Dialect = 'messages' | 'chat' | 'responses';
export type BodySide = 'request' | 'answer';

/** How a part of a body is read. */
export type PartKind = 'content' | 'tools';

/** Members of a body that hold content, in the order the provider puts them before the model. */
export const roots: Readonly<
  Record<BodySide, Readonly<Record<Dialect, readonly (readonly [string, PartKind])[]>>>
> = {
  request: {
    messages: [
      ['tools', 'tools'],
      ['system', 'content'],
      ['messages', 'content'],
    ],
    chat: [
      ['tools', 'tools'],
      ['functions', 'tools'],
      ['messages', 'content'],
      ['prediction', 'content'],
    ],
    responses: [
      ['tools', 'tools'],
      ['instructions', 'content'],
      ['input', 'content'],
    ],
  },
  answer: {
    messages: [
      ['content', 'content'],
      ['error', 'content'],
    ],
    chat: [
      ['choices', 'content'],
      ['error', 'content'],
    ],
    responses: [
      ['output', 'content'],
      ['output_text', 'content'],
      ['error', 'content'],
    ],
  },
};

/**
 * What a member of a message, block, part or item holds. `content`: text, or more of the same. `json`:
 * JSON in a string. `values`: free JSON. Everything not named here is left alone: ids, names of tools,
 * signatures, types, cache_control, models, file data, metadata.
 */
export const keyActions: Readonly<
  Record<string, 'content' | 'json' | 'values' | 'tools' | 'source' | undefined>
> = {
  text: 'content',
  content: 'content',
  refusal: 'content',
  output: 'content',
  outputs: 'content',
  results: 'content',
  message: 'content',
  messages: 'content',
  tool_calls: 'content',
  function: 'content',
  function_call: 'content',
  custom: 'content',
  arguments: 'json',
  input: 'values',
  action: 'values',
  operation: 'values',
  source: 'source',
  citations: 'content',
  cited_text: 'content',
  // Thoughts nobody signed: people read them, and clients send them back.
  reasoning: 'content',
  reasoning_content: 'content',
  summary: 'content',
  title: 'content',
  document_title: 'content',
  context: 'content',
  code: 'content',
  logs: 'content',
  stdout: 'content',
  stderr: 'content',
  tools: 'tools',
};

/** Objects of a JSON Schema whose keys are names. */
export const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

/**
 * Blocks that must go back as they came: signed or encrypted reasoning, and what is not text. A thought
 * keeps its tokens in both directions, since its signature was made for them. The summary of a
 * `reasoning` item is no part of what is encrypted beside it, so it is read like any text.
 */
const encodedTypes: ReadonlySet<unknown> = new Set([
  'thinking',
  'redacted_thinking',
  'compaction',
  'image',
  'image_url',
  'input_image',
  'input_audio',
  'audio',
  'file',
  'input_file',
  'container_upload',
  'item_reference',
]);

export function isEncodedContent(node: JsonObject): boolean {
  return encodedTypes.has(node['type']);
}
