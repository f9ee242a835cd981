import type { Database } from '../database.js';

/**
 * A list of objects as a table expression, so that one statement handles any number of rows. The list itself is
 * passed as the next parameter, as JSON.
 *
 * @param columns column names with their types: `text` or `bigint`
 * @param position of the parameter, counted from 1
 */
export function rowsOfJson(
  database: Database,
  columns: Readonly<Record<string, 'text' | 'bigint'>>,
  position = 1,
): string {
  const entries = Object.entries(columns);
  if (!database.sqlite) {
    const list = entries.map(([name, type]) => `"${name}" ${type}`).join(', ');
    return `json_to_recordset($${position}::json) AS item(${list})`;
  }
  const list = entries.map(([name]) => `value ->> '$.${name}' AS "${name}"`).join(', ');
  return `(SELECT ${list} FROM json_each(?)) AS item`;
}
