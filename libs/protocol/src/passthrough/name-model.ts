import { append, isJsonObject, tryParseJson } from '@codegate/kernel';

import { applyPatches, type Patch } from '../json/patch-bytes.js';
import { membersOf, openBrace } from '../json/scan-json.js';

const lineFeed = 0x0a;
const dataField = 'data:';

/**
 * Writes another model name into the events of a stream that is passed on, where they name one. All other bytes stay
 * as they are.
 *
 * @param events complete events of a stream
 * @param path where an event names its model, outermost member first
 */
export function nameModelInStream(events: Buffer, path: readonly string[], model: string): Buffer {
  if (!events.includes('"model"')) return events;
  const patches: Patch[] = [];
  let start = 0;
  while (start < events.length) {
    const feed = events.indexOf(lineFeed, start);
    const end = feed === -1 ? events.length : feed;
    append(patches, patchesIn(events, start, end, path, model));
    start = end + 1;
  }
  return applyPatches(events, patches);
}

/** The same for a complete response. */
export function nameModelInBody(body: Buffer, model: string): Buffer {
  return applyPatches(body, modelPatches(body, body.indexOf(openBrace), ['model'], model));
}

function patchesIn(
  events: Buffer,
  start: number,
  end: number,
  path: readonly string[],
  model: string,
): Patch[] {
  const line = events.subarray(start, end);
  if (!line.includes('"model"') || line.toString('latin1', 0, dataField.length) !== dataField) {
    return [];
  }
  // The positions of members can only be found in valid JSON.
  if (!isJsonObject(tryParseJson(line.toString('utf8', dataField.length)))) return [];
  return modelPatches(line, line.indexOf(openBrace), path, model).map((patch) => ({
    ...patch,
    start: patch.start + start,
    end: patch.end + start,
  }));
}

function modelPatches(
  json: Buffer,
  from: number,
  [name, ...rest]: readonly string[],
  model: string,
): Patch[] {
  if (json[from] !== openBrace) return [];
  const members = membersOf(json, from).filter(({ key }) => key === name);
  if (rest.length > 0)
    return members.flatMap(({ start }) => modelPatches(json, start, rest, model));
  const isText = ({ start }: { start: number }): boolean => json[start] === 0x22;
  return members
    .filter(isText)
    .map(({ start, end }) => ({ start, end, text: JSON.stringify(model) }));
}
