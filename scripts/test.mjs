/**
 * `npm test [jest arguments]`: installs, builds, runs unit and black-box tests, and ends with one line of totals.
 * PostgreSQL is started for the tests where it is installed. With REQUIRE_ALL=1 a test that had to be skipped fails
 * the run.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, checkNode, install, root } from './prepare.mjs';
import { startPostgres } from './test-postgres.mjs';

checkNode();
install();
build();

const scratch = mkdtempSync(join(tmpdir(), 'codegate-test-'));
const postgres = process.env.CODEGATE_TEST_PG ? null : await startPostgres();
const report = join(scratch, 'report.json');
const status = await jest({
  ...process.env,
  ...(postgres ? { CODEGATE_TEST_PG: postgres.url } : {}),
});
await postgres?.stop();

const totals = JSON.parse(readFileSync(report, 'utf8'));
rmSync(scratch, { recursive: true });
const { numPassedTests: passed, numPendingTests: skipped } = totals;
const failed = totals.numFailedTests + totals.numRuntimeErrorTestSuites;
const mustNotSkip = process.env.REQUIRE_ALL === '1' && skipped > 0;
if (mustNotSkip) console.error(`${skipped} tests were skipped although everything is required.`);
process.exitCode = status !== 0 || mustNotSkip ? 1 : 0;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);

function jest(env) {
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${report}`,
    // Suites wait for their gateways about as long as they compute, so two of them fit on two cores.
    `--maxWorkers=${Math.max(2, availableParallelism() - 1)}`,
    ...process.argv.slice(2),
    '--selectProjects',
    'unit',
    'black-box',
    ...(env.CODEGATE_TEST_PG ? ['black-box on PostgreSQL'] : []),
  ];
  return new Promise((resolve) => {
    // Jest writes its report for people to stderr; --json repeats the file on stdout, which nobody needs.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
