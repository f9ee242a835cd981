import type { JsonObject } from '@codegate/kernel';

/**
 * What a member of a message, block, part or item contains, in all dialects. `content`: text, or more members of this
 * kind. `json`: JSON in a string. `values`: any JSON. Members that are not listed are not read: ids, names of tools,
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
  // Reasoning without a signature: people read it, and clients send it back.
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
 * Blocks that must not change: signed or encrypted reasoning, and blocks that are not text. Signed reasoning keeps its
 * tokens in both directions, because the signature covers them. The summary of a `reasoning` item is not part of its
 * encrypted content, so it is read like any text.
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
