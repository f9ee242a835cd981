/** `npm run dev`: builds on every change and restarts the server. */
import { checkNode, install, run } from './prepare.mjs';

checkNode();
install();
run(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'start', 'gateway', '--watch']);
