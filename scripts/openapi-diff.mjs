/**
 * `npm run openapi:diff [revision]`: fails when the committed OpenAPI document breaks clients of an older one: that of
 * the revision, of the last tag, or of the commit before.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { breakingChanges } from './openapi-changes.mjs';
import { root } from './prepare.mjs';

const file = 'libs/api-client/openapi.json';
const revision = process.argv[2] ?? git('describe', '--tags', '--abbrev=0', 'HEAD^') ?? 'HEAD^';
const text = git('show', `${revision}:${file}`);
if (text === null) {
  console.log(`${revision} has no OpenAPI document; there is nothing to compare with.`);
} else {
  const after = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const breaks = breakingChanges(JSON.parse(text), after);
  for (const line of breaks) console.error(line);
  console.log(`${breaks.length} breaking changes of the API since ${revision}`);
  // A new major version of the API may break what it likes.
  const isSameVersion = JSON.parse(text).info.version === after.info.version;
  process.exitCode = breaks.length > 0 && isSameVersion ? 1 : 0;
}

/** What git answers, without the line end; null when it refuses. */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return status === 0 ? stdout.trim() : null;
}
