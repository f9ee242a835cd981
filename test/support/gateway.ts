import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { databaseEnv, dropDatabaseOf } from './databases.js';

const mainFile = join(import.meta.dirname, '../../dist/apps/gateway/src/main.js');
/** On a busy machine a start takes a while. */
const startMs = 60_000;
export const adminToken = 'test-admin-token-0123456789';

export type Gateway = {
  adminUrl: string;
  proxyUrl: string;
  dataDir: string;
  pid: number;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** A call of the admin API with the admin's token; the parsed body, `null` for none. */
  admin(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }>;
  /** As admin, but fails unless the status is 2xx. */
  must(method: string, path: string, body?: unknown): Promise<any>;
  /** SIGTERM, then waits; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL, then waits. The data directory stays. */
  kill(): Promise<void>;
};

export type GatewayOptions = {
  env?: Record<string, string>;
  /** An existing data directory; otherwise a new one that `stop` removes. */
  dataDir?: string;
  /** A command, with its arguments, that runs the program given to it as further arguments. */
  launcher?: readonly string[];
};

/** Starts the built program on free ports and waits until it serves. */
export async function startGateway(options: GatewayOptions = {}): Promise<Gateway> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'codegate-'));
  const [command, ...args] = [
    ...(options.launcher ?? []),
    process.execPath,
    '--enable-source-maps',
    mainFile,
  ];
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      UI_PORT: '0',
      PROXY_PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_TOKEN: adminToken,
      ...(await databaseEnv(dataDir)),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const role = options.env?.CODEGATE_ROLE ?? 'all';
  await until(
    () =>
      (role === 'proxy' || /Admin API\s+http/.test(output)) &&
      (role === 'admin' || /LLM proxy\s+http/.test(output)),
    child,
    () => output,
  );
  const adminUrl = /Admin API\s+(http\S+)/.exec(output)?.[1] ?? '';
  const proxyUrl = /LLM proxy\s+(http\S+)/.exec(output)?.[1] ?? '';
  const admin: Gateway['admin'] = async (method, path, body) => {
    const response = await fetch(adminUrl + path, {
      method,
      headers: {
        authorization: `Bearer ${options.env?.ADMIN_TOKEN ?? adminToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  return {
    adminUrl,
    proxyUrl,
    dataDir,
    pid: child.pid!,
    output: () => output,
    admin,
    must: async (method, path, body) => {
      const answer = await admin(method, path, body);
      if (answer.status >= 300) {
        throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      }
      return answer.body;
    },
    stop: async () => {
      const code = await end(child, 'SIGTERM');
      if (options.dataDir === undefined) {
        rmSync(dataDir, { recursive: true, force: true });
        await dropDatabaseOf(dataDir);
      }
      return code;
    },
    kill: async () => {
      await end(child, 'SIGKILL');
    },
  };
}

/** Runs the built program until it exits, for starts that have to fail. */
export async function runGateway(
  env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [mainFile], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), startMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(timer);
  return { code, output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  // With its last stream closed a program under a launcher has ended, too.
  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  return child.exitCode;
}

async function until(
  condition: () => boolean,
  child: ChildProcess,
  output: () => string,
): Promise<void> {
  const deadline = Date.now() + startMs;
  while (!condition()) {
    if (child.exitCode !== null) throw new Error(`the gateway ended: ${output()}`);
    if (Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`the gateway did not start: ${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
