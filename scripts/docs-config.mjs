/** `npm run docs:config`: writes docs/configuration.md from the classes of libs/config. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { build, root } from './prepare.mjs';

build();
await import('reflect-metadata');
const config = join(root, 'dist/libs/config/src/index.js');
const { configurationPage } = await import(pathToFileURL(config).href);
writeFileSync(join(root, 'docs/configuration.md'), configurationPage());
