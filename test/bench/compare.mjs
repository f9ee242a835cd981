/**
 * `npm run bench -- --compare REV`: the working tree against another revision (or another checkout that is built),
 * in one run. Both gateways run at the same time and get the same load in turns, first one, then the other, so that
 * whatever else the machine does affects both. The ratio is the median of the rounds; when their ratios differ by
 * more than a few per cent, the machine is too busy for small differences.
 */
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { mainFile } from '../../scripts/prepare.mjs';
import { addTenant, startGateway } from './gateway.mjs';
import { addGuardedTenant } from './guarded-requests.mjs';
import {
  growingConversation,
  send,
  startProvider,
  warmUp,
  warmUpRequests,
} from './large-requests.mjs';
import { cpuMs, measure, median, writeWrkScript } from './load.mjs';

const warmUpSeconds = 3;
const warmUpTurns = 40;
const turnsPerRound = 20;

/** What wrk sends. `upstream` is the wire format of the account. */
const kinds = [
  { name: 'small request', kind: 'json', dialect: 'messages', upstream: 'messages' },
  { name: 'stream', kind: 'stream', dialect: 'messages', upstream: 'messages' },
  { name: 'converted stream', kind: 'chat-of-messages', dialect: 'chat', upstream: 'messages' },
];

/**
 * @param base label and main file of the build to compare with
 * @param upstreamPort of `upstream.mjs`
 */
export async function compareBuilds({ base, upstreamPort, scratch, seconds, connections, rounds }) {
  const provider = await startProvider();
  const builds = [];
  try {
    for (const build of [base, { label: 'working tree', mainFile }]) {
      builds.push(await startBuild(build, { scratch, upstreamPort, provider }));
    }
    printHead(builds);
    for (const kind of kinds) {
      const run = (build, length) => {
        const script = writeWrkScript(build.folder, { ...kind, apiKey: build.keys.plain });
        return measure(build, script, { seconds: length, connections });
      };
      for (const build of builds) run(build, warmUpSeconds);
      const pairs = [];
      for (let round = 0; round < rounds; round += 1) {
        pairs.push(await inTurns(builds, round, (build) => failOnErrors(run(build, seconds))));
      }
      printRow(kind.name, pairs);
    }
    printRow('large turn', await measureTurns(builds, rounds));
    for (const build of builds) await checkRows(build);
  } finally {
    provider.close();
    for (const { child } of builds) child.kill('SIGTERM');
    await Promise.all(builds.map(({ child }) => child.exitCode ?? once(child, 'exit')));
  }
}

async function startBuild({ label, mainFile: file }, { scratch, upstreamPort, provider }) {
  const folder = join(scratch, label.replaceAll(/\W+/g, '-'));
  mkdirSync(folder);
  const gateway = await startGateway(join(folder, 'data'), file);
  const { child, url, admin } = gateway;
  const plain = await addTenant(gateway, {
    name: 'plain',
    dialect: 'messages',
    provider: 'anthropic',
    baseUrl: `http://127.0.0.1:${upstreamPort}`,
  });
  const guarded = await addGuardedTenant(gateway, {
    name: 'guarded',
    baseUrl: provider.baseUrl,
    privacyEnabled: true,
  });
  const keys = { plain: plain.apiKey, guarded };
  return { label, folder, child, url, admin, pids: () => [child.pid], keys };
}

/** The next request of a conversation of 1 MB with guardrails on, in µs. */
async function measureTurns(builds, rounds) {
  for (const build of builds) await warmUp(build.url, [build.keys.guarded]);
  const nextBody = growingConversation(1_000_000);
  const pairs = [];
  for (let turn = -warmUpTurns; turn < rounds * turnsPerRound; turn += 1) {
    const body = nextBody();
    const pair = await inTurns(builds, Math.abs(turn), async (build) => {
      const before = cpuMs(build.child.pid);
      await send(build.url, build.keys.guarded, body);
      return { cpuMicros: (cpuMs(build.child.pid) - before) * 1e3 };
    });
    if (turn >= 0) pairs.push(pair);
  }
  for (const build of builds) {
    build.requests += warmUpRequests + warmUpTurns + rounds * turnsPerRound;
  }
  return Array.from({ length: rounds }, (_, round) => {
    const part = pairs.slice(round * turnsPerRound, (round + 1) * turnsPerRound);
    return builds.map((_build, index) => ({
      cpuMicros: median(part.map((pair) => pair[index].cpuMicros)),
    }));
  });
}

/** Measures both builds one after the other; which is first alternates. Results are in the order of the builds. */
async function inTurns(builds, round, measureOne) {
  const results = [];
  const order = round % 2 === 0 ? [0, 1] : [1, 0];
  for (const index of order) results[index] = await measureOne(builds[index]);
  return results;
}

function failOnErrors(result) {
  if (result.errors > 0) throw new Error(`${result.errors} requests failed`);
  return result;
}

function printHead([base, head]) {
  console.log(`\nCPU µs per request: ${base.label} (base) against ${head.label} (head)`);
  console.log('                          base      head     ratio   ratios of the rounds');
}

function printRow(name, pairs) {
  const ratios = pairs.map(([base, head]) => head.cpuMicros / base.cpuMicros);
  const [base, head] = [0, 1].map((index) => median(pairs.map((pair) => pair[index].cpuMicros)));
  console.log(
    name.padEnd(20) +
      base.toFixed(0).padStart(10) +
      head.toFixed(0).padStart(10) +
      median(ratios).toFixed(3).padStart(10) +
      `   ${ratios.map((ratio) => ratio.toFixed(3)).join(' ')}`,
  );
}

/** Every request must have its usage row: speed that loses rows does not count. */
async function checkRows({ admin, requests, label }) {
  const deadline = Date.now() + 10_000;
  let totals;
  do {
    await new Promise((resolve) => setTimeout(resolve, 100));
    ({ totals } = await admin('GET', '/api/usage?groupBy=model'));
  } while (totals.requests < requests && Date.now() < deadline);
  console.log(`${label}: ${totals.requests} usage rows for ${requests} responses`);
  if (totals.requests < requests) process.exitCode = 1;
}
