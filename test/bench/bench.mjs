/**
 * `npm run bench`: requests per second, latency and CPU time per request, directly, through nginx and through
 * CodeGate, in one run. The full pipeline is on: tenant key, limits, routing, a committed usage row. CPU time is what
 * the kernel counts for the processes of each proxy; it is the figure to compare, the others depend on the machine.
 *
 *   npm run bench -- --seconds 4 --connections 32 --rounds 3
 *   npm run bench -- --compare REV     this working tree against a revision (or a folder with another build)
 *   npm run bench -- conversions       only what it costs to convert a stream
 *   npm run bench -- directory         changes of the configuration with 10,000 tenants
 *   npm run bench -- guardrails        the engine alone and whole requests, see guard*.mjs
 *   npm run bench -- hostile           ordinary callers while 400 connections attack, see hostile*.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from '../../scripts/prepare.mjs';
import { buildOf } from './build-of.mjs';
import { compareBuilds } from './compare.mjs';
import { addTenant, readUntil, startGateway } from './gateway.mjs';
import { has, measure, writeWrkScript } from './load.mjs';

const option = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
const compareWith = option('compare', null);
const seconds = Number(option('seconds', compareWith ? 1 : 4));
const connections = Number(option('connections', 32));
const rounds = Number(option('rounds', compareWith ? 9 : 3));
/** The JIT compilers need a while. */
const warmUpSeconds = 3;

if (process.argv.includes('guardrails')) {
  build();
  await (await import('./guardrails.mjs')).benchGuardrails();
  await (await import('./guarded-requests.mjs')).benchGuardedRequests();
  process.exit();
}
if (process.argv.includes('directory')) {
  build();
  await (await import('./directory.mjs')).benchDirectory();
  process.exit();
}
if (process.argv.includes('hostile')) {
  build();
  await (
    await import('./hostile.mjs')
  ).benchHostile({
    seconds: Number(option('seconds', 60)),
    connections: Number(option('connections', 200)),
    pauseMs: Number(option('pause', 8_000)),
  });
  process.exit();
}
if (!has('wrk')) {
  console.error('The bench needs wrk (Debian: apt-get install wrk nginx-light).');
  process.exit(1);
}
build();

const scratch = mkdtempSync(join(tmpdir(), 'codegate-bench-'));
const children = [];
try {
  await main();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
  rmSync(scratch, { recursive: true, force: true });
}

async function main() {
  const upstreamPort = Number(
    await startAndRead(fileURLToPath(new URL('upstream.mjs', import.meta.url)), /^(\d+)\n/),
  );
  if (compareWith !== null) {
    const base = buildOf(compareWith, scratch);
    try {
      await compareBuilds({ base, upstreamPort, scratch, seconds, connections, rounds });
    } finally {
      base.remove();
    }
    return;
  }
  const gateway = await startCodegate(upstreamPort);
  if (process.argv.includes('conversions')) {
    compareConversions(gateway);
    await checkRows(gateway);
    return;
  }
  const targets = [
    { name: 'direct', url: `http://127.0.0.1:${upstreamPort}`, pids: () => [] },
    ...(has('nginx') ? [await startNginx(upstreamPort)] : []),
    gateway,
  ];
  for (const kind of ['json', 'stream']) {
    const script = writeWrkScript(scratch, { kind, apiKey: gateway.keys.messages });
    for (const target of targets) measure(target, script, { seconds: warmUpSeconds, connections });
    const runs = Array.from({ length: rounds }, () =>
      targets.map((target) => ({
        name: target.name,
        ...measure(target, script, { seconds, connections }),
      })),
    );
    print(
      kind,
      targets.map((_, index) => medianByCpu(runs.map((run) => run[index]))),
    );
  }
  compareConversions(gateway);
  await checkRows(gateway);
}

/** What it costs to convert a stream, compared with passing on the same stream of the provider unchanged. */
function compareConversions(gateway) {
  const rows = ['messages', 'chat'].flatMap((upstream) => {
    const callers = upstream === 'messages' ? ['messages', 'chat'] : ['chat', 'messages'];
    return callers.map((caller) => {
      const kind = `${caller}-of-${upstream}`;
      const apiKey = gateway.keys[upstream];
      const script = writeWrkScript(scratch, { kind, apiKey, dialect: caller });
      measure(gateway, script, { seconds: 1, connections });
      return { caller, upstream, ...measure(gateway, script, { seconds, connections }) };
    });
  });
  console.log('\nStream of 200 events, converted');
  console.log('caller     provider    requests/s   CPU µs/request   × unchanged   errors');
  for (const row of rows) {
    const unchanged = rows.find(
      ({ caller, upstream }) => caller === upstream && upstream === row.upstream,
    );
    console.log(
      row.caller.padEnd(11) +
        row.upstream.padEnd(10) +
        row.perSecond.toFixed(0).padStart(12) +
        row.cpuMicros.toFixed(0).padStart(17) +
        (row === unchanged ? '' : (row.cpuMicros / unchanged.cpuMicros).toFixed(2)).padStart(14) +
        String(row.errors).padStart(9),
    );
  }
}

/** The targets are measured in turns, so that other load on the machine affects all of them. */
function medianByCpu(runs) {
  return runs.toSorted((a, b) => a.cpuMicros - b.cpuMicros)[Math.floor(runs.length / 2)];
}

function print(kind, rows) {
  const nginx = rows.find(({ name }) => name === 'nginx');
  console.log(kind === 'json' ? '\nWhole response of 1.5 KB' : '\nStream of 200 events');
  console.log('            requests/s       p50       p99   CPU µs/request   × nginx   errors');
  for (const row of rows) {
    const ratio = nginx && row.cpuMicros > 0 ? (row.cpuMicros / nginx.cpuMicros).toFixed(2) : '';
    const cpu = row.cpuMicros > 0 ? row.cpuMicros.toFixed(0) : '';
    console.log(
      row.name.padEnd(10) +
        row.perSecond.toFixed(0).padStart(12) +
        row.p50.padStart(10) +
        row.p99.padStart(10) +
        cpu.padStart(17) +
        ratio.padStart(10) +
        String(row.errors).padStart(9),
    );
  }
}

async function startCodegate(upstreamPort) {
  const gateway = await startGateway(join(scratch, 'data'));
  children.push(gateway.child);
  const { admin } = gateway;
  const keys = {};
  for (const [dialect, provider] of [
    ['messages', 'anthropic'],
    ['chat', 'openai'],
  ]) {
    const baseUrl = `http://127.0.0.1:${upstreamPort}`;
    const tenant = await addTenant(gateway, { name: dialect, dialect, provider, baseUrl });
    keys[dialect] = tenant.apiKey;
  }
  const { url, child } = gateway;
  return { name: 'CodeGate', url, pids: () => [child.pid], keys, admin };
}

async function startNginx(upstreamPort) {
  const port = await freePort();
  const config = join(scratch, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; worker_processes 1; pid ${scratch}/nginx.pid; error_log ${scratch}/nginx.log;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${scratch}; proxy_temp_path ${scratch};
  fastcgi_temp_path ${scratch}; uwsgi_temp_path ${scratch}; scgi_temp_path ${scratch};
  upstream provider { server 127.0.0.1:${upstreamPort}; keepalive 256; }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://provider; proxy_http_version 1.1;
      proxy_set_header Connection ""; proxy_buffering off;
    }
  }
}
`,
  );
  const child = spawn('nginx', ['-c', config, '-p', scratch], { stdio: 'ignore' });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { name: 'nginx', url, pids: () => [child.pid, ...childrenOf(child.pid)] };
}

function childrenOf(pid) {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(file))
    return readFileSync(file, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  return readdirSync('/proc')
    .filter((name) => {
      if (!/^\d+$/.test(name)) return false;
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
    })
    .map(Number);
}

/** Every request must have its usage row: speed that loses rows does not count. */
async function checkRows(gateway) {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const { totals } = await gateway.admin('GET', '/api/usage?groupBy=model');
  console.log(`\nUsage rows: ${totals.requests} for ${gateway.requests} responses counted by wrk`);
  if (totals.requests < gateway.requests) process.exitCode = 1;
}

async function startAndRead(script, pattern) {
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return pattern.exec(await readUntil(child, pattern))[1];
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
