import type { Dialect } from '../callers.js';
import type { Json } from './checker.js';

/** All texts inside a value, however deep; texts that are JSON objects are looked into, too. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    if (!value.startsWith('{')) return [value];
    try {
      return [value, ...textsOf(JSON.parse(value))];
    } catch {
      return [value];
    }
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

/** What is said in a request: by instructions, user, assistant and tools, without reasoning. */
export function spokenIn(dialect: Dialect, body: Json): string[] {
  const history: Json[] = dialect === 'responses' ? body.input : body.messages;
  const said = [body.system ?? body.instructions, ...history].flatMap(wordsOf);
  return said
    .filter((words) => !words.startsWith('x-anthropic-billing-header'))
    .map((words) => words.trim())
    .filter((words) => words !== '');
}

/** Of a message, a block, a part, an item, or a list of them. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  const raw = value as Json;
  switch (raw.type) {
    case 'thinking':
    case 'redacted_thinking':
    case 'reasoning':
    case 'additional_tools':
      return [];
    case 'tool_use':
      return textsOf(raw.input);
    case 'function_call':
      return textsOf(JSON.parse(raw.arguments));
    case 'custom_tool_call':
      return [raw.input];
    default:
      return [
        ...wordsOf(raw.text),
        ...wordsOf(raw.content),
        ...wordsOf(raw.output),
        ...(raw.tool_calls ?? []).flatMap((call: Json) =>
          textsOf(JSON.parse(call.function.arguments)),
        ),
      ];
  }
}

type Tool = { name: string; description: string[] };

/** The caller's own tools; those the provider runs itself mean nothing to others. */
export function toolsIn(dialect: Dialect, body: Json): Tool[] {
  const more = dialect === 'responses' && Array.isArray(body.input) ? body.input : [];
  const lists = [body, ...more.filter(({ type }: Json) => type === 'additional_tools')];
  return lists.flatMap(({ tools }) => (tools ?? []).flatMap((tool: Json) => toTools(tool)));
}

function toTools(tool: Json, namespace = ''): Tool[] {
  if (tool.type === 'namespace') {
    const inner = tool.name === 'functions' ? '' : `${tool.name}__`;
    return tool.tools.flatMap((each: Json) => toTools(each, inner));
  }
  if (tool.type !== undefined && tool.type !== 'function' && tool.type !== 'custom') return [];
  // Claude Code's stand-in for tools it has not loaded.
  if (tool.defer_loading && tool.name === 'DeferredToolPlaceholder') return [];
  const { name, description } = tool.function ?? tool;
  return [{ name: `${namespace}${name}`, description: description ? [description.trim()] : [] }];
}

/** The schema the answer has to have, where the format has a field for it. */
export function schemaOf(body: Json): Json | undefined {
  return (
    body.output_config?.format?.schema ??
    body.response_format?.json_schema?.schema ??
    body.text?.format?.schema
  );
}
