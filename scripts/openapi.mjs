/**
 * `npm run openapi`: prints the OpenAPI document of the built program, writes it into libs/api-client and makes the
 * client again. With `--check` nothing is written; the process fails when something would have changed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { clientFolder, generateClient, read, writeFiles } from './api-client.mjs';
import { build, checkNode, install, root } from './prepare.mjs';

checkNode();
install();
build();

const files = await generateClient(await readDocument());
if (process.argv.includes('--check')) {
  const stale = Object.keys(files).filter((name) => read(join(clientFolder, name)) !== files[name]);
  for (const name of stale) console.error(`libs/api-client/${name} is not what the code says.`);
  if (stale.length > 0) console.error('Run npm run openapi and commit what it writes.');
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  writeFiles(files);
  process.stdout.write(files['openapi.json']);
}

/** The document of an application that is made but never listens. */
async function readDocument() {
  const dataDir = mkdtempSync(join(tmpdir(), 'codegate-openapi-'));
  const load = (path) => import(pathToFileURL(join(root, 'dist', path)).href);
  await import('reflect-metadata');
  const { readConfig } = await load('libs/config/src/index.js');
  const { createAdminApp } = await load('apps/gateway/src/admin/create-admin-app.js');
  const { createDocument } = await load('apps/gateway/src/admin/openapi.js');
  const { createLogger } = await load('apps/gateway/src/logging.js');
  const app = await createAdminApp(readConfig({ DATA_DIR: dataDir }), createLogger('error'));
  try {
    return createDocument(app);
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
