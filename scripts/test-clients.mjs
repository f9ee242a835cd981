/**
 * `npm run test:clients`: installs real coding agents into a scratch folder (kept for the next time) and drives them
 * through the gateway, without a terminal.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, checkNode, install, jest, run } from './prepare.mjs';

const clients = {
  '@anthropic-ai/claude-code': '2.1.330',
  '@openai/codex': '0.169.0',
  'opencode-ai': '1.18.33',
};

checkNode();
install();
build();

const folder = process.env.CODEGATE_CLIENTS ?? join(tmpdir(), 'codegate-clients');
const wanted = Object.entries(clients).map(([name, version]) => `${name}@${version}`);
const stamp = join(folder, wanted.join(' ').replaceAll(/[^\w.]+/g, '-'));
if (!existsSync(stamp)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  console.log(`Installing ${wanted.join(', ')} into ${folder} …`);
  const npm = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'];
  run('npm', [...npm, ...wanted]);
  // npm may refuse to run its install script, which only copies the native binary.
  run(process.execPath, [join(folder, 'node_modules/@anthropic-ai/claude-code/install.cjs')]);
  writeFileSync(stamp, '');
}
run(process.execPath, [...jest, '--selectProjects', 'clients'], {
  ...process.env,
  CODEGATE_CLIENTS: folder,
});
