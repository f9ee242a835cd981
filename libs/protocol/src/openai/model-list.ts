import type { ModelEntry } from '../model-entry.js';
import type { ModelListFormat } from '../wire-format.js';

/** https://platform.openai.com/docs/api-reference/models */
export const openaiModels: ModelListFormat = {
  writeEntry,
  writeList: (entries) => ({ object: 'list', data: entries.map(writeEntry) }),
};

function writeEntry({ id, createdAt, ownedBy }: ModelEntry) {
  const created = createdAt === null ? 0 : Math.floor(Date.parse(createdAt) / 1000);
  return { id, object: 'model', created, owned_by: ownedBy };
}
