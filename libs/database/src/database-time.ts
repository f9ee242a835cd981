import type { Database } from './database.js';

/**
 * SQL for the time of the database in milliseconds since the Unix epoch. What several processes compare is measured
 * with this one clock, because the clocks of their hosts differ.
 */
export function nowMsSql({ sqlite }: Database): string {
  return sqlite
    ? "CAST(unixepoch('subsec') * 1000 AS INTEGER)"
    : 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)';
}
