import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import type { Instance } from '@codegate/shared-state';

const oldJournal = /^ledger-\d+-[ab]\.jsonl$/;

/** Claims journals of versions that named them by process id, in a folder of all processes. */
export function claimOldJournals(dataDir: string, instance: Instance): void {
  const folder = join(dataDir, 'ledger');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (oldJournal.test(name)) instance.claimFile(join(folder, name), name);
  }
}
