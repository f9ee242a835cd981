/** `npm start`: installs, builds, serves. */
import { pathToFileURL } from 'node:url';

import { build, checkNode, install, mainFile } from './prepare.mjs';

checkNode();
install();
build();
// In this process, so that signals reach the server without a go-between.
process.setSourceMapsEnabled(true);
await import(pathToFileURL(mainFile).href);
