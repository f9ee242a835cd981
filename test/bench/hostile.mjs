/**
 * `npm run bench -- hostile`: 20 ordinary callers, idle first and then under attack by 200 connections without a key
 * and 200 with one. Prints the memory of the gateway, the latency of the ordinary callers, and whether everything is
 * as before 10 s after the attack.
 *
 *   --seconds 60       length of the attack
 *   --connections 200  of each side
 *   --pause 8000       mean pause of a connection between two attacks, in ms
 *
 * The attackers and their provider are processes of their own with a low priority: on a machine with few cores they
 * take only what the gateway and the callers leave. Latency is that of whole responses of a provider that takes 50 ms
 * (150 ms for a stream); a model takes far longer.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { addTenant, readUntil, startGateway } from './gateway.mjs';
import { quantile } from './load.mjs';

const callers = 20;
const idleMs = 15_000;
const settleMs = 10_000;
const low = '15';
const goals = { growthMib: 150, latency: 3 };

export async function benchHostile({ seconds, connections, pauseMs }) {
  const scratch = mkdtempSync(join(tmpdir(), 'codegate-hostile-'));
  const children = [];
  const start = (script, args) => {
    const file = fileURLToPath(new URL(script, import.meta.url));
    const child = spawn(process.execPath, [file, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  };
  try {
    const portOf = async (child) => (await readUntil(child, /\d+\n/)).trim();
    const provider = await portOf(start('hostile-upstream.mjs', []));
    const ofAttackers = await portOf(start('hostile-upstream.mjs', [low]));
    const gateway = await startGateway(join(scratch, 'data'));
    children.push(gateway.child);
    const ordinary = await tenantAt(gateway, 'ordinary', provider);
    const hostile = await tenantAt(gateway, 'hostile', ofAttackers);
    await attack();

    async function attack() {
      const callersProcess = start('hostile-callers.mjs', [
        gateway.url,
        ordinary.apiKey,
        `${callers}`,
      ]);
      const measure = async () => {
        const line = once(callersProcess.stdout.setEncoding('utf8'), 'data');
        let text = '';
        callersProcess.stdin.write('\n');
        for ([text] = await line; !text.endsWith('\n');) {
          text += (await once(callersProcess.stdout, 'data'))[0];
        }
        return JSON.parse(text);
      };
      await pause(idleMs / 3);
      await measure();
      await pause(idleMs);
      const idle = await measure();
      const before = stateOf(gateway.child.pid);
      let peakMib = before.rssMib;
      const sampling = setInterval(() => {
        peakMib = Math.max(peakMib, stateOf(gateway.child.pid).rssMib);
      }, 100);
      const port = new URL(gateway.url).port;
      const args = [port, hostile.apiKey, `${connections}`, `${pauseMs}`];
      const attackers = start('hostile-attackers.mjs', args);
      await readUntil(attackers, /ready\n/);
      await pause(seconds * 1_000);
      const attacked = await measure();
      attackers.stdin.end();
      const results = JSON.parse(await readUntil(attackers, /\}\n$/));
      await pause(settleMs);
      clearInterval(sampling);
      const after = await measure();
      const slotsFree = await hasFreeSlots(gateway, hostile);
      report({ idle, attacked, after, before, peakMib, results, slotsFree, gateway });
    }
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function tenantAt(gateway, name, port) {
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  const options = { name, dialect: 'chat', provider: 'openai', baseUrl };
  return addTenant(gateway, options);
}

/** With a limit of one request at a time, a request passes only when no slot of the attack is left. */
async function hasFreeSlots(gateway, tenant) {
  await gateway.admin('PATCH', `/api/tenants/${tenant.id}`, { maxConcurrent: 1 });
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': tenant.apiKey },
    body: JSON.stringify({ model: 'gpt-5', messages: [{ role: 'user', content: 'hi' }] }),
  });
  await response.arrayBuffer();
  return response.status === 200;
}

function report({ idle, attacked, after, before, peakMib, results, slotsFree, gateway }) {
  console.log('\nHow the attacks ended (status: count)');
  for (const [name, statuses] of Object.entries(results).sort()) {
    const counts = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`);
    console.log(`  ${name.padEnd(28)} ${counts.join(', ')}`);
  }
  console.log('\nOrdinary callers      requests      p50      p99   failed');
  for (const [name, { latencies, failures }] of Object.entries({ idle, attacked, after })) {
    const sorted = latencies.toSorted((a, b) => a - b);
    const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)].map((ms) => ms.toFixed(0));
    const failed = Object.keys(failures).length === 0 ? '0' : JSON.stringify(failures);
    const columns = [
      String(latencies.length).padStart(15),
      `${p50} ms`.padStart(9),
      `${p99} ms`.padStart(9),
    ];
    console.log(`  ${name.padEnd(13)}${columns.join('')}   ${failed}`);
  }
  const p99 = ({ latencies }) =>
    quantile(
      latencies.toSorted((a, b) => a - b),
      0.99,
    );
  const end = stateOf(gateway.child.pid);
  const ratio = p99(attacked) / p99(idle);
  const isAlive = gateway.child.exitCode === null;
  const checks = [
    [
      `RSS ${before.rssMib} MiB, peak ${peakMib} MiB, 10 s later ${end.rssMib} MiB`,
      peakMib - before.rssMib <= goals.growthMib,
    ],
    [`p99 under attack ${ratio.toFixed(2)} × idle`, ratio < goals.latency],
    [`open files ${before.files}, 10 s later ${end.files}`, end.files <= before.files + 5],
    [`slots of the attacking tenant are free`, slotsFree],
    [`restarts 0`, isAlive],
  ];
  console.log('');
  for (const [text, isReached] of checks) console.log(`${isReached ? 'ok    ' : 'MISSED'} ${text}`);
  if (checks.some(([, isReached]) => !isReached)) process.exitCode = 1;
}

function stateOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssMib = Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024);
  return { rssMib, files: readdirSync(`/proc/${pid}/fd`).length };
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
