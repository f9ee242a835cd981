/**
 * Without these a request would mean something else, cost more than was reserved for it, or be kept or processed where
 * the caller does not want it. An upstream that refuses one of them gets no second request.
 */
const essential: ReadonlySet<string> = new Set([
  'model',
  'messages',
  'input',
  'instructions',
  'system',
  'prompt',
  'stream',
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tool_calls',
  'n',
  'thread',
  'safeguards',
  'conversation',
  'previous_response_id',
  'container',
  'mcp_servers',
  'inference_geo',
]);

/**
 * Optional fields of the three wire formats, and the fields inside them, that upstreams are known to refuse. Only these
 * are remembered: a field that only one client knows is repaired in that request and forgotten.
 */
const optional: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    betas: [],
    background: [],
    cache_control: [],
    client_metadata: [],
    context_management: ['edits'],
    frequency_penalty: [],
    include: [],
    logit_bias: [],
    logprobs: [],
    metadata: ['user_id'],
    min_p: [],
    modalities: [],
    output_config: ['effort', 'format', 'task_budget'],
    output_format: [],
    parallel_tool_calls: [],
    prediction: [],
    presence_penalty: [],
    prompt_cache_key: [],
    prompt_cache_retention: [],
    reasoning: ['context', 'effort', 'generate_summary', 'mode', 'summary'],
    reasoning_effort: [],
    repetition_penalty: [],
    response_format: ['strict'],
    safety_identifier: [],
    seed: [],
    service_tier: [],
    speed: [],
    stop: [],
    stop_sequences: [],
    store: [],
    stream_options: ['include_obfuscation', 'include_usage'],
    temperature: [],
    text: ['format', 'verbosity'],
    thinking: ['budget_tokens', 'display'],
    top_k: [],
    top_logprobs: [],
    top_p: [],
    truncation: [],
    user: [],
    verbosity: [],
    web_search_options: ['search_context_size', 'user_location'],
  }).map(([field, inner]) => [field, new Set(inner)]),
);

/**
 * Optional members inside the lists of a body that upstreams are known to refuse: hints for caching and loading of
 * tools, and reasoning that another provider wrote. Without them the request means the same.
 */
const optionalInLists: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    tools: [
      'allowed_callers',
      'cache_control',
      'defer_loading',
      'eager_input_streaming',
      'input_examples',
      'strict',
    ],
    system: ['cache_control', 'citations'],
    messages: [
      'cache_control',
      'caller',
      'citations',
      'reasoning',
      'reasoning_content',
      'reasoning_details',
    ],
    input: ['phase', 'status'],
  }).map(([list, members]) => [list, new Set(members)]),
);
const optionalInCacheControl: ReadonlySet<string> = new Set(['scope', 'ttl']);

/** Fields that have the same meaning under another name. No other rename is ever made. */
const renames: ReadonlyMap<string, string> = new Map([
  ['max_tokens', 'max_completion_tokens'],
  ['max_completion_tokens', 'max_tokens'],
]);

/** One name for an outermost field, two for a field inside it. */
export type FieldPath = readonly [string] | readonly [string, string];

/** A member of the elements of a list and of what is in them; `of`: only of objects under this name. */
export type MemberInList = {
  readonly list: string;
  readonly of: string | null;
  readonly member: string;
};

/** Whether a request may go out once more without the field. */
export function isDroppable([field]: FieldPath): boolean {
  return !essential.has(field);
}

/** Whether later requests may leave the field out, too. */
export function isKnownOptional([field, inner]: FieldPath): boolean {
  const fieldsInside = optional.get(field);
  return fieldsInside !== undefined && (inner === undefined || fieldsInside.has(inner));
}

/**
 * A member that may be taken out of all elements of a list, by the path an upstream names. The path has positions and
 * tags of unions (`tools.1.custom.defer_loading`, `system.0.cache_control.ephemeral.scope`), which no body has.
 */
export function droppableInList(path: readonly string[]): MemberInList | null {
  const [list = '', ...inside] = path;
  const member = inside.at(-1) ?? '';
  if (inside.slice(0, -1).includes('cache_control')) {
    const isKnown = optionalInLists.has(list) && optionalInCacheControl.has(member);
    return isKnown ? { list, of: 'cache_control', member } : null;
  }
  return optionalInLists.get(list)?.has(member) ? { list, of: null, member } : null;
}

/** The name to use instead when an upstream says that `from` has one; undefined when it may not be renamed to that. */
export function renameOf(from: string, to: string | undefined): string | undefined {
  return to !== undefined && renames.get(from) === to ? to : undefined;
}
