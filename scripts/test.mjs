/**
 * `npm test [jest arguments]`: installs, builds, runs unit and black-box tests, and ends with one line of totals.
 * PostgreSQL is started for the tests where it is installed. When only unit tests match the arguments, nothing is
 * built or started: they do not need it. With REQUIRE_ALL=1 a test that had to be skipped fails the run.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

import { build, checkNode, install, jest as jestArgs, root } from './prepare.mjs';
import { startPostgres } from './test-postgres.mjs';

checkNode();
install();
const isUnitOnly = matchesUnitTestsOnly(process.argv.slice(2));
if (!isUnitOnly) build();

const scratch = mkdtempSync(join(tmpdir(), 'codegate-test-'));
const hasServer = process.env.CODEGATE_TEST_PG !== undefined;
const postgres = hasServer || isUnitOnly ? null : await startPostgres();
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
    ...jestArgs,
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
    // Jest writes its readable report to stderr; with --json, stdout only repeats the output file.
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Asks Jest which files the arguments select. */
function matchesUnitTestsOnly(args) {
  if (args.length === 0) return false;
  const { stdout, status: failed } = spawnSync(
    process.execPath,
    [...jestArgs, '--listTests', ...args, '--selectProjects', 'unit', 'black-box'],
    { cwd: root, encoding: 'utf8' },
  );
  const files = stdout.trim().split('\n').filter(Boolean);
  return failed === 0 && files.length > 0 && files.every((file) => !file.endsWith('.e2e-spec.ts'));
}
