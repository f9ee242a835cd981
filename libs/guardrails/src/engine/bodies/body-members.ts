import { isJsonObject, type JsonObject } from '@codegate/kernel';

/**
 * What is done with the value of a member of a message, block, part or item, in all dialects.
 *
 * - `text`: text, or more members.
 * - `named`: the same, and the name of the member says what the value is, as in `"filename": "…"`.
 * - `json`: JSON in a string.
 * - `values`: any JSON whose member names were chosen by a caller, a tool or the model.
 * - `tools`: definitions of tools and JSON Schemas.
 * - `opaque`: an id, an enum value, the name of a tool or encrypted data. It stays while it looks like one, see isOpaque.
 * - `data`: the content of a file in base64.
 */
export type MemberAction = 'text' | 'named' | 'json' | 'values' | 'tools' | 'opaque' | 'data';

const namesByAction: Readonly<Record<MemberAction, string>> = {
  text: `text content refusal output outputs results message messages tool_calls function function_call custom
    citations cited_text reasoning reasoning_content summary thinking title document_title context code logs stdout
    stderr transcript source cache_control file input_audio audio delta part item choices`,
  named: 'filename url image_url file_url',
  json: 'arguments partial_json',
  values: 'input action operation',
  tools: 'tools',
  opaque: `type id role status phase object name model model_name server_label connector_id call_id tool_use_id
    tool_call_id item_id response_id previous_response_id conversation conversation_id file_id vector_store_id container
    container_id approval_request_id agent_id user_id session_id request_id prompt_cache_key signature thought_signature
    thoughtSignature encrypted_content encrypted_index encrypted_stdout encrypted_stderr media_type mime_type format
    detail stop_reason finish_reason error_code`,
  data: 'data b64_json file_data result',
};

/** Members that are not listed are `named`, and their own names are read as well: nothing is known about them. */
export const memberActions: ReadonlyMap<string, MemberAction> = new Map(
  (Object.entries(namesByAction) as [MemberAction, string][]).flatMap(([action, names]) =>
    names.split(/\s+/).map((name) => [name, action] as const),
  ),
);

/** Whether a value has only characters of ids, names and base64: no spaces, no `@`. */
export function isOpaque(value: string): boolean {
  return /^[\w+/=.:~|-]*$/.test(value);
}

/** Objects of a JSON Schema whose keys are names of parameters or definitions. They stay: calls refer to them. */
export const schemaMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'definitions',
  'dependentSchemas',
]);

/** Members of tools and JSON Schemas that stay: what output is checked against, and references. */
export const fixedToolMembers: ReadonlySet<string> = new Set([
  'enum',
  'const',
  'pattern',
  'required',
  'dependentRequired',
  '$ref',
  '$dynamicRef',
  '$id',
  '$schema',
  '$anchor',
]);

/** Members of an MCP server of the caller's that the provider needs to connect to it. */
export const serverMembers: ReadonlySet<string> = new Set([
  'url',
  'server_url',
  'authorization',
  'authorization_token',
  'headers',
]);

/** Members of tools and JSON Schemas that hold values of any form. */
export const exampleMembers: ReadonlySet<string> = new Set([
  'default',
  'example',
  'examples',
  'input_examples',
]);

const signedMembers: ReadonlyMap<unknown, string> = new Map([
  ['thinking', 'thinking'],
  ['reasoning.text', 'text'],
]);

/**
 * The member with the text of reasoning that has a signature. It keeps its tokens in both directions, because the
 * signature covers them: the provider refuses it when a character changes. The summary of a `reasoning` item is not
 * part of its encrypted content, so it is read like any text.
 *
 * @returns null when the node is no signed reasoning
 */
export function signedTextOf({ type, signature }: JsonObject): string | null {
  const member = signedMembers.get(type);
  return member !== undefined && typeof signature === 'string' && signature !== '' ? member : null;
}

/** Whether a member `name` is the name of a participant, and not that of a tool. */
export function isParticipant(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  const { role } = node;
  return typeof role === 'string' && role !== 'tool' && role !== 'function';
}

/** Whether a message or an item of a request is what a model wrote in an earlier response. */
export function isFromModel(node: unknown): boolean {
  if (!isJsonObject(node)) return false;
  const { role, type } = node;
  return (
    role === 'assistant' ||
    (role === undefined && typeof type === 'string' && /_call$|^reasoning$/.test(type))
  );
}
