/**
 * The attackers of `npm run bench -- hostile`: half of the connections without a key, half with the key of one tenant.
 * Each attacks again and again, with a pause of some seconds. The process gives way to all others (nice 15), so that
 * its own CPU time is not what slows the ordinary callers. Prints how the attacks ended when stdin closes.
 */
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setPriority } from 'node:os';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';

setPriority(15);
const [port, apiKey, perSide, pauseMs] = process.argv.slice(2);
const mib = 1024 * 1024;
const results = {};
const chat = (extra, model = 'gpt-5') =>
  `{"model":${JSON.stringify(model)},"stream":true,"messages":[{"role":"user","content":"hi"}],${extra}}`;
const dense = Buffer.from(chat(`"junk":[${'{},'.repeat(20_000_000)}1]`));
const bombs = {
  gzip: gzipSync(dense),
  deflate: deflateSync(dense),
  br: brotliCompressSync(dense, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } }),
};
const zstdWindow = Buffer.from('28b52ffd00a02300002000', 'hex');
const rle = Buffer.from([0x02, 0, 0x10, 0x61]);
const zstdBlocks = Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), ...Array(4_000).fill(rle)]);
const huge = Buffer.from(chat(`"user":"${'x'.repeat(8 * mib)}"`));
const manyValues = Buffer.from(chat(`"junk":[${'{},'.repeat(600_000)}1]`));
const broken = Buffer.from(chat('"a":[').slice(0, -1) + '['.repeat(mib));
const blanks = Buffer.alloc(mib, ' ');
let serial = 0;

const anonymous = {
  'slow headers': (socket) => drip(socket, 'POST /v1/messages HTTP/1.1\r\nhost: a\r\nx-a: '),
  'slow body': (socket) => drip(socket, head({ key: 'wrong', length: mib })),
  'body of 64 MiB': (socket) => send(socket, head({ key: 'wrong', length: 64 * mib }), blanks),
  'not HTTP': (socket) => send(socket, randomBytes(2_000)),
  'long headers': (socket) => send(socket, head({ key: `a${' '.repeat(15_000)}b`, length: 0 })),
  'unknown path': (socket) => send(socket, head({ path: '/nowhere', length: 64 * mib }), blanks),
  silence: (socket) => drip(socket, ''),
};
const keyed = {
  'slow body': (socket) => drip(socket, head({ length: mib })),
  ...Object.fromEntries(
    Object.entries(bombs).map(([encoding, body]) => [
      `${encoding} bomb`,
      (socket) => send(socket, head({ encoding, length: body.length }), body),
    ]),
  ),
  'zstd window': (socket) => post(socket, zstdWindow, 'zstd'),
  'zstd blocks': (socket) => post(socket, zstdBlocks, 'zstd'),
  'body of 8 MiB': (socket) => post(socket, huge),
  '600,000 values': (socket) => post(socket, manyValues),
  '60 MB of {}': (socket) => post(socket, dense),
  'broken JSON': (socket) => post(socket, broken),
  'new names': (socket) => post(socket, names()),
  'long model': (socket) => post(socket, Buffer.from(chat('"a":1', name(mib)))),
  'slow reader': async (socket) => {
    socket.pause();
    await post(socket, Buffer.from(chat('"endless":1')));
  },
  'cut stream': async (socket) => {
    socket.once('data', () => socket.destroy());
    await post(socket, Buffer.from(chat('"endless":1')));
  },
};

for (const [side, attacks] of Object.entries({ anonymous, keyed })) {
  const names = Object.keys(attacks);
  for (let index = 0; index < Number(perSide); index += 1) {
    void attackForEver(side, names[index % names.length], attacks);
  }
}
console.log('ready');
process.stdin.resume().on('end', () => {
  console.log(JSON.stringify(results));
  process.exit();
});

async function attackForEver(side, attack, attacks) {
  for (;;) {
    await pause(Number(pauseMs) * (0.5 + Math.random()));
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    let received = '';
    socket.on('data', (data) => {
      if (received.length < 20) received += data.toString('latin1', 0, 20);
    });
    // An attacker that is not closed lets go after a while, to attack again.
    const timer = setTimeout(() => socket.destroy(), 20_000);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await attacks[attack](socket).catch(() => undefined);
    socket.once('end', () => socket.destroy());
    await closed;
    clearTimeout(timer);
    const status = /^HTTP\/1\.1 (\d+)/.exec(received)?.[1] ?? 'no response';
    const name = `${side}, ${attack}`;
    results[name] ??= {};
    results[name][status] = (results[name][status] ?? 0) + 1;
  }
}

function head({ path = '/v1/chat/completions', key = apiKey, length, encoding, session } = {}) {
  const lines = [`POST ${path} HTTP/1.1`, 'host: a', 'content-type: application/json'];
  lines.push(`authorization: Bearer ${key}`, `content-length: ${length}`, 'connection: close');
  if (encoding !== undefined) lines.push(`content-encoding: ${encoding}`);
  if (session !== undefined) lines.push(`x-session-id: ${session}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}

function post(socket, body, encoding) {
  return send(socket, head({ length: body.length, encoding, session: name(200) }), body);
}

/** Writes at the pace at which the gateway reads. */
async function send(socket, start, body = Buffer.alloc(0)) {
  socket.write(start);
  for (let at = 0; at < body.length && !socket.destroyed; at += 64 * 1024) {
    if (socket.write(body.subarray(at, at + 64 * 1024))) continue;
    await drained(socket);
  }
}

function drained(socket) {
  return new Promise((resolve) => {
    const stop = () => {
      socket.off('drain', stop).off('close', stop);
      resolve();
    };
    socket.on('drain', stop).on('close', stop);
  });
}

async function drip(socket, start) {
  socket.write(start);
  while (!socket.destroyed) {
    await pause(1_000);
    if (start !== '') socket.write('a');
  }
}

function names() {
  const tools = Array.from({ length: 50 }, () => ({
    type: 'function',
    function: { name: name(64), parameters: {} },
  }));
  return Buffer.from(chat(`"tools":${JSON.stringify(tools)},"user":"${name(200)}"`, name(250)));
}

/** A name that was never used before. */
function name(length) {
  serial += 1;
  const start = createHash('sha256').update(String(serial)).digest('hex');
  return start.padEnd(length, 'n').slice(0, length);
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
