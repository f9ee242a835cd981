import type { ModelEntry } from '../model-entry.js';
import type { ModelListFormat } from '../wire-format.js';

const unknownTime = '1970-01-01T00:00:00Z';

/** https://docs.anthropic.com/en/api/models-list */
export const models: ModelListFormat = {
  writeEntry,
  writeList: (entries) => ({
    data: entries.map(writeEntry),
    has_more: false,
    first_id: entries[0]?.id ?? null,
    last_id: entries.at(-1)?.id ?? null,
  }),
};

function writeEntry(entry: ModelEntry) {
  return {
    type: 'model',
    id: entry.id,
    display_name: entry.displayName,
    created_at: entry.createdAt ?? unknownTime,
    ...(entry.contextTokens === null ? {} : { max_input_tokens: entry.contextTokens }),
    ...(entry.maxOutputTokens === null ? {} : { max_tokens: entry.maxOutputTokens }),
  };
}
