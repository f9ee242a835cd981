import { isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';

/** A model as listed by its provider. */
export type LiveModel = {
  id: string;
  displayName?: string;
  contextTokens?: number;
  maxOutputTokens?: number;
  /** ISO 8601. */
  createdAt?: string;
  /** The entry as the backend of ChatGPT plans lists it, which Codex reads. */
  codexEntry?: JsonObject;
};

/** Providers with the most models list some hundred. */
const maxModels = 5_000;
const maxNameLength = 256;

/**
 * Reads a provider's model list: OpenAI's and Anthropic's `data`, Codex' `models`, a bare list.
 *
 * @returns the models sorted by id, without duplicates, the first 5,000 of a longer list; null when the text is not a model list
 */
export function readModelList(text: string): LiveModel[] | null {
  const entries = entriesOf(tryParseJson(text));
  if (!entries) return null;
  const byId = new Map<string, LiveModel>();
  for (const entry of entries) {
    if (byId.size === maxModels) break;
    const model = isJsonObject(entry) ? readModel(entry) : null;
    if (model && !byId.has(model.id)) byId.set(model.id, model);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function entriesOf(list: unknown): unknown[] | null {
  if (Array.isArray(list)) return list as unknown[];
  if (!isJsonObject(list)) return null;
  if (Array.isArray(list.data)) return list.data as unknown[];
  return Array.isArray(list.models) ? (list.models as unknown[]) : null;
}

function readModel(entry: JsonObject): LiveModel | null {
  const id = textOf(entry.id) ?? textOf(entry.slug) ?? textOf(entry.name);
  if (id === undefined || id.length > maxNameLength || entry.visibility === 'hide') return null;
  const top = isJsonObject(entry.top_provider) ? entry.top_provider : {};
  return {
    // Google's compatible endpoint accepts both forms and lists the long one.
    id: id.replace(/^models\//, ''),
    displayName: (textOf(entry.display_name) ?? textOf(entry.title) ?? textOf(entry.name))?.slice(
      0,
      maxNameLength,
    ),
    contextTokens:
      countOf(entry.max_input_tokens) ??
      countOf(entry.context_length) ??
      countOf(entry.context_window),
    maxOutputTokens:
      countOf(entry.max_tokens) ??
      countOf(entry.max_output_tokens) ??
      countOf(top.max_completion_tokens),
    createdAt: timeOf(entry.created_at) ?? timeOf(entry.created),
    ...(textOf(entry.slug) === undefined ? {} : { codexEntry: entry }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A larger window or limit is a mistake of the server. */
const maxTokens = 1_000_000_000;

function countOf(value: unknown): number | undefined {
  const isCount = Number.isInteger(value) && Number(value) > 0 && Number(value) <= maxTokens;
  return isCount ? Number(value) : undefined;
}

function timeOf(value: unknown): string | undefined {
  const date = new Date(
    typeof value === 'number' ? value * 1000 : typeof value === 'string' ? value : Number.NaN,
  );
  return Number.isNaN(date.getTime()) || date.getTime() <= 0 ? undefined : date.toISOString();
}
