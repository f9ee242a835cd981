import { createReadStream, rmSync } from 'node:fs';

import { isJsonObject, tryParseJson, type Logger } from '@codegate/kernel';

import { toRows, type LedgerEntry, type LedgerStore } from './ledger-entry.js';

const batchSize = 500;

/**
 * Commits the entries of journals whose writers have ended, and removes the files. Safe to repeat after a crash in the
 * middle: the database ignores rows it has.
 *
 * @param paths journals that this process has claimed
 * @returns how many entries there were
 */
export async function recoverJournals(
  paths: readonly string[],
  store: LedgerStore,
  logger: Logger,
): Promise<number> {
  let recovered = 0;
  for (const path of paths) {
    let batch: LedgerEntry[] = [];
    for await (const entry of entriesOf(path)) {
      recovered += 1;
      batch.push(entry);
      if (batch.length < batchSize) continue;
      await store.append(toRows(batch));
      batch = [];
    }
    if (batch.length > 0) await store.append(toRows(batch));
    rmSync(path, { force: true });
  }
  if (recovered > 0) logger.info({ entries: recovered }, 'ledger entries recovered after a crash');
  return recovered;
}

/** One entry per line. A journal may hold more than fits into one string, so it is read in pieces. */
async function* entriesOf(path: string): AsyncGenerator<LedgerEntry> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = text.indexOf(lineEnd); end >= 0; end = text.indexOf(lineEnd)) {
      const entry = tryParseJson(text.toString('utf8', 0, end));
      if (isJsonObject(entry)) yield entry as LedgerEntry;
      text = text.subarray(end + 1);
    }
    rest = text;
  }
  // What follows the last line end is half a line: its client had not received the end of the response.
}

const lineEnd = 0x0a;
