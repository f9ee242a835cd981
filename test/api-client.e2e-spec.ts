import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';

const root = join(import.meta.dirname, '..');
const packageFolder = join(root, 'libs/api-client');
const npmFlags = ['--no-audit', '--no-fund', '--loglevel=error'];
const execute = promisify(execFile);

let gateway: Gateway;
let project: string;

/** An empty project that has installed what `npm pack` made, without a network. */
beforeAll(async () => {
  gateway = await startGateway();
  project = mkdtempSync(join(tmpdir(), 'codegate-client-'));
  writeFileSync(join(project, 'package.json'), '{"private":true,"type":"module"}');
  const npm = async (cwd: string, ...args: string[]) =>
    (await execute('npm', [...args, ...npmFlags], { cwd })).stdout;
  const packed = await npm(packageFolder, 'pack', '--json', '--pack-destination', project);
  const [{ filename }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
  await npm(project, 'install', '--offline', join(project, filename));
});

afterAll(async () => {
  await gateway.stop();
  rmSync(project, { recursive: true, force: true });
});

describe('@codegate/api-client, packed and installed', () => {
  it('has no other dependencies', () => {
    const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8'));

    expect(Object.keys(lock.packages)).toEqual(['', 'node_modules/@codegate/api-client']);
  });

  it('creates, reads, changes and deletes', async () => {
    const result = await run(`
      const body = { name: 'Client', provider: 'custom', baseUrl: 'http://127.0.0.1:9' };
      const { id } = await codegate.accounts.create({ body });
      const { items, total } = await codegate.accounts.list();
      const renamed = await codegate.accounts.update({ path: { id }, body: { name: 'Other' } });
      const nothing = await codegate.accounts.delete({ path: { id } });
      const after = await codegate.accounts.list();
      return { same: items[0].id === id, total, name: renamed.name, nothing: typeof nothing, after: after.total };
    `);

    expect(result).toEqual({
      same: true,
      total: 1,
      name: 'Other',
      nothing: 'undefined',
      after: 0,
    });
  });

  it('throws errors with a code and the fields at fault', async () => {
    const result = await run(`
      const caught = async (promise) => {
        const error = await promise.catch((thrown) => thrown);
        return [error instanceof ApiError, error.status, error.code, error.errors.map((it) => it.field)];
      };
      return [
        await caught(codegate.accounts.create({ body: { name: '', provider: 'nobody' } })),
        await caught(codegate.accounts.get({ path: { id: 'a/../%2e' } })),
        await caught(createClient({ baseUrl, token: 'cga_wrong' }).accounts.list()),
      ];
    `);

    expect(result).toEqual([
      [true, 400, 'invalid_request', ['name', 'provider']],
      [true, 404, 'not_found', []],
      [true, 401, 'unauthenticated', []],
    ]);
  });

  it('walks through lists', async () => {
    const result = await run(`
      for (const name of ['a', 'b', 'c', 'd', 'e']) await codegate.tenants.create({ body: { name } });
      const tenants = [];
      for await (const { name } of eachItem(codegate.tenants.list, { query: { limit: 2 } })) tenants.push(name);
      let events = 0;
      for await (const event of eachItem(codegate.audit.list, { query: { limit: 3 } })) events += 1;
      return { tenants, events, total: (await codegate.audit.list()).total };
    `);

    expect(result.tenants.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(result.events).toBe(result.total);
  });

  it('stops when its signal is aborted', async () => {
    const result = await run(`
      const names = [];
      const wait = { signal: AbortSignal.abort() };
      await codegate.accounts.list({}, wait).catch((error) => names.push(error.name));
      const slow = createClient({ baseUrl, token, timeoutMs: 0 });
      await slow.accounts.list().catch((error) => names.push(error.name));
      return names;
    `);

    expect(result).toEqual(['AbortError', 'TimeoutError']);
  });

  it('is typed: the example of the README compiles, a wrong call does not', async () => {
    const readme = readFileSync(join(packageFolder, 'README.md'), 'utf8');
    const example = /```js\n(.*?)```/s.exec(readme)![1]!;
    const node = 'declare const process: { env: Record<string, string> };\n';
    const wrong = [
      `await codegate.accounts.create({ body: { name: 'x', provider: 'nobody' } });`,
      'await codegate.accounts.create();',
      'await codegate.accounts.get({ path: {} });',
      `await codegate.accounts.list({ query: { limit: 'x' } });`,
      '(await codegate.accounts.list()).items[0]!.nothing;',
    ].map((line) => `// @ts-expect-error\n${line}\n`);
    writeFileSync(join(project, 'example.ts'), [node, example, ...wrong].join(''));
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
    const lib = ['--lib', 'es2022,dom,dom.iterable'];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');

    const { stdout } = await execute(process.execPath, [tsc, ...flags, ...lib, 'example.ts'], {
      cwd: project,
    }).catch((error: unknown) => error as { stdout: string });

    expect(stdout).toBe('');
  });
});

/** Runs the body of a function in the empty project; what it returns. */
async function run(body: string): Promise<any> {
  const script = `
    import { ApiError, createClient, eachItem } from '@codegate/api-client';
    const [baseUrl, token] = ${JSON.stringify([gateway.adminUrl, adminToken])};
    const codegate = createClient({ baseUrl, token });
    const result = await (async () => {${body}})();
    process.stdout.write(JSON.stringify(result));
  `;
  const args = ['--input-type=module', '--eval', script];
  const { stdout } = await execute(process.execPath, args, { cwd: project });
  return JSON.parse(stdout);
}
