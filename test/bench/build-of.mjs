/** Another revision of the program, built in a temporary worktree. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { root, run, thirdPartyOf } from '../../scripts/prepare.mjs';

const mainOf = (folder) => join(folder, 'dist/apps/gateway/src/main.js');

/**
 * @param revision anything git understands, or a folder with a checkout that is built
 * @param scratch folder for the worktree
 * @returns label, main file, and a function that removes what was made
 */
export function buildOf(revision, scratch) {
  const folder = resolve(revision);
  if (existsSync(mainOf(folder))) {
    return { label: revision, mainFile: mainOf(folder), remove: () => undefined };
  }
  const worktree = join(scratch, 'base');
  const hash = git('rev-parse', '--short', `${revision}^{commit}`);
  const label = revision === hash ? hash : `${revision} (${hash})`;
  git('worktree', 'add', '--detach', worktree, revision);
  const remove = () => git('worktree', 'remove', '--force', worktree);
  try {
    installInto(worktree);
    console.log(`Building ${label} …`);
    runNode(worktree, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'gateway']);
    return { label, mainFile: mainOf(worktree), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Links the packages of this checkout where both revisions need the same ones. */
function installInto(worktree) {
  const [ours, theirs] = [root, worktree].map((folder) =>
    JSON.stringify(thirdPartyOf(join(folder, 'package-lock.json'))),
  );
  if (ours !== theirs) {
    const args = ['ci', '--prefix', worktree, '--no-audit', '--no-fund', '--loglevel=error'];
    run('npm', args);
    return;
  }
  mkdirSync(join(worktree, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules'))) {
    // These are links to the folders of this checkout; a build resolves them by tsconfig.json instead.
    if (name === '@codegate') continue;
    symlinkSync(join(root, 'node_modules', name), join(worktree, 'node_modules', name));
  }
}

function runNode(cwd, args) {
  execFileSync(process.execPath, args, { cwd, stdio: 'inherit' });
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}
