import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const debianFolder = '/usr/lib/postgresql';

/**
 * A throw-away PostgreSQL cluster on loopback.
 *
 * @returns its URL and a function that ends it; null where PostgreSQL is not installed
 */
export async function startPostgres() {
  const bin = findBinaries();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'codegate-pg-'));
  const data = join(folder, 'data');
  const asUser =
    process.getuid?.() === 0 ? asPostgresUser(folder) : (command, args) => [command, args];
  const call = (name, args) => {
    const [command, all] = asUser(join(bin, name), args);
    execFileSync(command, all, { stdio: 'ignore', cwd: folder });
  };
  call('initdb', ['-D', data, '-U', 'codegate', '--auth=trust', '--no-sync', '-E', 'UTF8']);
  const port = await freePort();
  const options = `-c listen_addresses=127.0.0.1 -c port=${port} -c unix_socket_directories='' -c fsync=off`;
  call('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start']);
  return {
    url: `postgres://codegate@127.0.0.1:${port}/postgres`,
    stop: async () => {
      call('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries() {
  if (!existsSync(debianFolder)) return null;
  const newest = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a))[0];
  const bin = join(debianFolder, newest ?? '', 'bin');
  return existsSync(join(bin, 'initdb')) ? bin : null;
}

/** PostgreSQL refuses to run as root. */
function asPostgresUser(folder) {
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres']).toString());
  chownSync(folder, id('-u'), id('-g'));
  return (command, args) => [
    'setpriv',
    ['--reuid=postgres', '--regid=postgres', '--init-groups', command, ...args],
  ];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
