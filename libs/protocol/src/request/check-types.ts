import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { refuse } from './refuse.js';

type Kind = 'string' | 'number' | 'boolean' | 'array' | 'object';

/** A text, or a list of parts. */
export const text: readonly Kind[] = ['string', 'array'];
/** A name, or an object that describes the choice. */
export const choice: readonly Kind[] = ['string', 'object'];

/** Types of the fields of a body that a conversion reads; a field of the wrong type would be left out silently. */
export type FieldTypes = Readonly<Record<string, Kind | readonly Kind[]>>;

/** Lists whose members are objects; anything else in them would be left out silently. */
const listsOfObjects = ['tools', 'functions', 'system'] as const;
/** What holds the content of a message or item. */
const contentFields = ['content', 'output', 'tool_calls'] as const;

/**
 * Rejects fields that are not of the type the caller's wire format gives them. `null` counts as absent, as it
 * does for the SDKs.
 *
 * @param historyField the member that holds the messages or items
 * @throws GatewayError `invalid_request` that names the field
 */
export function checkTypes(types: FieldTypes, historyField: string, body: JsonObject): void {
  for (const [field, kinds] of Object.entries(types)) checkKind(body[field], kinds, field);
  for (const field of listsOfObjects) checkObjects(body[field], field);
  const history = body[historyField];
  if (Array.isArray(history)) {
    history.forEach((item: unknown, index) => checkItem(item, `${historyField}[${index}]`));
  }
}

/** Members of the history that are not objects are refused where they are read. */
function checkItem(item: unknown, path: string): void {
  if (!isJsonObject(item)) return;
  checkKind(item.content, text, `${path}.content`);
  checkKind(item.tool_calls, 'array', `${path}.tool_calls`);
  for (const field of contentFields) checkObjects(item[field], `${path}.${field}`);
}

function checkObjects(list: unknown, path: string): void {
  if (!Array.isArray(list)) return;
  list.forEach((item: unknown, index) => {
    if (!isJsonObject(item)) refuse(`${path}[${index}]`, `'${path}[${index}]' must be an object`);
  });
}

function checkKind(value: unknown, wanted: Kind | readonly Kind[], path: string): void {
  if (value === undefined || value === null) return;
  const kinds = typeof wanted === 'string' ? [wanted] : wanted;
  const kind = Array.isArray(value) ? 'array' : typeof value;
  if (kinds.some((each) => each === kind)) return;
  const names = kinds.map((each) => (/^[aeiou]/.test(each) ? `an ${each}` : `a ${each}`));
  refuse(path, `'${path}' must be ${names.join(' or ')}`);
}
