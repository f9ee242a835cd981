/** Load with wrk, and the CPU time that it costs a process. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

export function has(command) {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Writes a wrk script that sends one small request again and again.
 *
 * @param kind `json` for a whole response, anything else for a stream; also the name of the file
 * @param dialect the wire format of the request
 * @returns the path of the script
 */
export function writeWrkScript(folder, { kind, apiKey, dialect = 'messages' }) {
  const body = JSON.stringify({
    model: 'claude-sonnet-4-5',
    max_tokens: 1000,
    stream: kind !== 'json',
    messages: [{ role: 'user', content: 'word '.repeat(280) }],
  });
  const path = join(folder, `${kind}.lua`);
  writeFileSync(
    path,
    `wrk.method = "POST"
wrk.path = "/v1/${dialect === 'chat' ? 'chat/completions' : 'messages'}?${kind}=1"
wrk.headers["content-type"] = "application/json"
wrk.headers["x-api-key"] = "${apiKey}"
wrk.body = ${JSON.stringify(body)}
`,
  );
  return path;
}

/** Runs wrk against a target and counts its requests; CPU is that of the target's processes. */
export function measure(target, script, { seconds, connections }) {
  const before = cpuSeconds(target.pids());
  const output = execFileSync(
    'wrk',
    ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, target.url],
    { encoding: 'utf8' },
  );
  const used = cpuSeconds(target.pids()) - before;
  const requests = Number(/(\d+) requests in/.exec(output)[1]);
  target.requests = (target.requests ?? 0) + requests;
  const errors = /Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? '0';
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)[1]),
    p50: /\n\s+50%\s+(\S+)/.exec(output)[1],
    p99: /\n\s+99%\s+(\S+)/.exec(output)[1],
    cpuMicros: (used / requests) * 1e6,
    errors: Number(errors),
  };
}

/** User and system time of the processes, their threads included. */
function cpuSeconds(pids) {
  let ticks = 0;
  for (const pid of pids) {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / ticksPerSecond;
}

/** CPU time of all live threads of a process, with the precision of the scheduler. */
export function cpuMs(pid) {
  return readdirSync(`/proc/${pid}/task`).reduce(
    (sum, task) =>
      sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function quantile(sorted, part) {
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
}
