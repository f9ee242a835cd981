/** Installs and builds when something changed since the last time, and does nothing otherwise. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
export const mainFile = join(root, 'dist/apps/gateway/src/main.js');
const oldestNode = [20, 19];
/** Arguments of Node that run Jest; native ES modules still need a flag there. */
export const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

/** Leaves the process with a clear line when Node is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  if (isNewEnough) return;
  console.error(
    `CodeGate needs Node.js ${oldestNode.join('.')} or newer, this is ${process.version}.`,
  );
  process.exit(1);
}

export function install() {
  const wanted = thirdPartyOf(join(root, 'package-lock.json'));
  const installed = thirdPartyOf(join(root, 'node_modules/.package-lock.json'));
  // npm writes its own lock file at the end of an installation; packages for other systems are not in it.
  const isInstalled = ([path, { integrity, optional }]) =>
    optional === true || (integrity !== undefined && installed[path]?.integrity === integrity);
  if (Object.entries(wanted).every(isInstalled)) return;
  console.log('Installing dependencies (the first time takes a few minutes) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** The packages of a lock file by path, without the folders of this repository. */
export function thirdPartyOf(lockFile) {
  const { packages = {} } = JSON.parse(read(lockFile) ?? '{}');
  return Object.fromEntries(
    Object.entries(packages).filter(
      ([path, { link }]) => link !== true && /(?:^|\/)node_modules\//.test(path),
    ),
  );
}

export function build() {
  const stampFile = join(root, 'dist/.sources');
  const stamp = stampOfSources();
  if (existsSync(mainFile) && read(stampFile) === stamp) return;
  console.log('Building …');
  run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'gateway']);
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
}

/** Runs a command in the project folder; ends this process with its status when it fails. */
export function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** Names, sizes and times of everything the build reads. */
function stampOfSources() {
  const hash = createHash('sha256');
  for (const file of ['package-lock.json', 'nest-cli.json', 'tsconfig.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  for (const folder of ['apps', 'libs']) addFolder(join(root, folder), hash);
  return hash.digest('hex');
}

function addFolder(folder, hash) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    const path = join(folder, entry.name);
    if (entry.name === 'node_modules' || entry.name === 'dist') continue;
    if (entry.isDirectory()) addFolder(path, hash);
    else if (/\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.spec.ts')) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
}

function byName(a, b) {
  return a.name < b.name ? -1 : 1;
}
