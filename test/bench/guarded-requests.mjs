/**
 * Second part of `npm run bench -- guardrails`: whole requests through the gateway, with guardrails and without.
 * Turn: what the next turn of a conversation of 1 MB costs the process, all its threads counted by the kernel.
 * Gaps: how long the events of 50 streams are apart while a request of 2 MB nobody has seen is on its way.
 */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addTenant, startGateway } from './gateway.mjs';
import { codingConversation, toolOutput } from './guardrails.mjs';

const warmUpRequests = 60;
const turns = 1_000;
const warmUpTurns = 100;
/** After so many the conversation goes on from where it began, so that it stays as long as it is said to be. */
const turnsBeforeReset = 40;
const streams = 50;
const eventEveryMs = 20;
const gapSeconds = 6;
const largeRequests = 10;
const pauseMs = 400;

export async function benchGuardedRequests() {
  const scratch = mkdtempSync(join(tmpdir(), 'codegate-bench-'));
  const provider = await startProvider();
  const gateway = await startGateway(join(scratch, 'data'));
  try {
    const baseUrl = `http://127.0.0.1:${provider.address().port}`;
    const keyOf = async (name, privacyEnabled) => {
      const options = { name, dialect: 'messages', provider: 'anthropic', baseUrl };
      const { id, apiKey } = await addTenant(gateway, options);
      await gateway.admin('PUT', `/api/tenants/${id}/settings`, { privacyEnabled });
      return apiKey;
    };
    const keys = { off: await keyOf('plain', false), on: await keyOf('guarded', true) };
    await warmUp(gateway, keys);
    await benchTurns(gateway, keys);
    await benchGaps(gateway, keys);
  } finally {
    gateway.child.kill('SIGTERM');
    await once(gateway.child, 'exit');
    provider.closeAllConnections();
    provider.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The JIT compilers have seen the code when a gateway has run for a while: some megabytes on the event loop. */
async function warmUp({ url }, keys) {
  for (let index = 0; index < warmUpRequests; index += 1) {
    const body = Buffer.from(JSON.stringify(codingConversation(100_000, index * 37)));
    for (const key of Object.values(keys)) await send(url, key, body);
  }
}

/** The same conversation grows for both tenants in turns, so that what else the machine does falls on both. */
async function benchTurns({ child, url }, keys) {
  const conversation = codingConversation(1_000_000);
  const { length } = conversation.messages;
  const spent = { off: [], on: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    if (turn % turnsBeforeReset === 0) conversation.messages.length = length;
    const content = `${turn}\n${toolOutput(turn * 7).slice(0, 4_096)}`;
    conversation.messages.push({ role: 'user', content }, { role: 'assistant', content: 'Done.' });
    const body = Buffer.from(JSON.stringify(conversation));
    // By turns first, or one of them would always collect the other's garbage.
    const tenants = Object.entries(keys);
    for (const [name, key] of turn % 2 === 0 ? tenants : tenants.reverse()) {
      const before = cpuMs(child.pid);
      await send(url, key, body);
      if (turn >= warmUpTurns) spent[name].push(cpuMs(child.pid) - before);
    }
  }
  const rows = Object.entries({ median, mean }).map(([name, of]) => {
    const [off, on] = [of(spent.off), of(spent.on)];
    const more = ((on / off - 1) * 100).toFixed(0);
    return `${name} ${off.toFixed(1)} ms of CPU without guardrails, ${on.toFixed(1)} with them: ${more} % more`;
  });
  console.log(`turn    ${rows.join('; ')}  (1 MB and 4 KB new)`);
}

async function benchGaps({ url }, keys) {
  const bodies = Array.from({ length: largeRequests }, (_, index) =>
    Buffer.from(JSON.stringify(codingConversation(2_000_000, index * 1_000))),
  );
  const sendAll = (key) => async () => {
    // At the same pace for both, or the faster one would have more of them on the way.
    for (const body of bodies) await Promise.all([send(url, key, body), wait(pauseMs)]);
  };
  const gaps = {
    'nothing else': await gapsDuring(url, keys.on, () => wait(gapSeconds * 1_000)),
    'without guardrails': await gapsDuring(url, keys.on, sendAll(keys.off)),
    'with them': await gapsDuring(url, keys.on, sendAll(keys.on)),
  };
  const rows = Object.entries(gaps).map(
    ([name, all]) =>
      `${name} ${quantile(all, 0.5).toFixed(1)} p50, ${quantile(all, 0.99).toFixed(1)} p99`,
  );
  console.log(
    `gaps    ${rows.join('; ')}  (ms; ${streams} streams, an event every ${eventEveryMs} ms, 2 MB on the way)`,
  );
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Times between the events of all streams while some work is done. */
async function gapsDuring(url, key, work) {
  const gaps = [];
  let isOver = false;
  const body = Buffer.from(
    JSON.stringify({
      model: 'claude-sonnet-4-5',
      max_tokens: 100,
      stream: true,
      messages: [{ role: 'user', content: 'Tell me more.' }],
    }),
  );
  const open = Array.from({ length: streams }, async () => {
    const response = await post(url, key, body);
    let last = 0;
    let seen = 0;
    response.on('data', () => {
      const now = performance.now();
      if ((seen += 1) > 10 && !isOver) gaps.push(now - last);
      last = now;
    });
    return response;
  });
  const responses = await Promise.all(open);
  await wait(500);
  gaps.length = 0;
  await work();
  isOver = true;
  for (const response of responses) response.destroy();
  return gaps.sort((a, b) => a - b);
}

async function send(url, key, body) {
  const response = await post(url, key, body);
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
}

function post(url, key, body) {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/v1/messages`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'x-api-key': key,
        'content-length': body.length,
      },
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}

/** Answers at once, or with a stream that goes on until the caller leaves. */
async function startProvider() {
  const usage = { input_tokens: 300, output_tokens: 2 };
  const message = { id: 'msg_bench', type: 'message', role: 'assistant', model: 'm', usage };
  const event = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const whole = JSON.stringify({
    ...message,
    content: [{ type: 'text', text: 'Done.' }],
    stop_reason: 'end_turn',
  });
  const block = {
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'text', text: '' },
  };
  const delta = { type: 'text_delta', text: ' and then some' };
  const server = createServer((request, response) => {
    const isStream = request.headers.accept === 'text/event-stream';
    request.resume();
    request.on('end', () => {
      if (!isStream) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(whole);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        event({ type: 'message_start', message: { ...message, content: [] } }) + event(block),
      );
      const timer = setInterval(
        () => response.write(event({ type: 'content_block_delta', index: 0, delta })),
        eventEveryMs,
      );
      response.on('close', () => clearInterval(timer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** CPU time of all threads, as precise as the scheduler keeps it. */
function cpuMs(pid) {
  return readdirSync(`/proc/${pid}/task`).reduce(
    (sum, task) =>
      sum + Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    0,
  );
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

/** With the collections of garbage, which fall on few of the requests and are caused by all of them. */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function quantile(sorted, part) {
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
}
