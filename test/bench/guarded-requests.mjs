/**
 * Second part of `npm run bench -- guardrails`: whole requests through the gateway, with guardrails and without.
 * Turn: CPU time of the process (all its threads) for the next request of a conversation of 1 MB.
 * Gaps: time between the events of 50 streams while new requests of 2 MB are handled.
 */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { addTenant, startGateway } from './gateway.mjs';
import { codingConversation } from './guardrails.mjs';
import { growingConversation, post, send, startProvider, warmUp } from './large-requests.mjs';
import { cpuMs, mean, median, quantile } from './load.mjs';

const requests = 1_000;
const warmUpRequests = 100;
const streams = 50;
const gapSeconds = 6;
const largeRequests = 10;
const pauseMs = 400;

export async function benchGuardedRequests() {
  const scratch = mkdtempSync(join(tmpdir(), 'codegate-bench-'));
  const provider = await startProvider();
  const gateway = await startGateway(join(scratch, 'data'));
  try {
    const { baseUrl } = provider;
    const keys = {
      off: await addGuardedTenant(gateway, { name: 'plain', baseUrl, privacyEnabled: false }),
      on: await addGuardedTenant(gateway, { name: 'guarded', baseUrl, privacyEnabled: true }),
    };
    await warmUp(gateway.url, Object.values(keys));
    await benchNextRequests(gateway, keys);
    await benchGaps(gateway, keys, provider.eventEveryMs);
  } finally {
    gateway.child.kill('SIGTERM');
    await once(gateway.child, 'exit');
    provider.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @returns the key of a new tenant with guardrails on or off */
export async function addGuardedTenant(gateway, { name, baseUrl, privacyEnabled }) {
  const options = { name, dialect: 'messages', provider: 'anthropic', baseUrl };
  const { id, apiKey } = await addTenant(gateway, options);
  await gateway.admin('PUT', `/api/tenants/${id}/settings`, { privacyEnabled });
  return apiKey;
}

/** Both tenants send the same bodies, one after the other, so that other load on the machine affects both. */
async function benchNextRequests({ child, url }, keys) {
  const nextBody = growingConversation(1_000_000);
  const spent = { off: [], on: [] };
  for (let number = 0; number < requests; number += 1) {
    const body = nextBody();
    // The order alternates, or one tenant would always pay for collecting the other's garbage.
    const tenants = Object.entries(keys);
    for (const [name, key] of number % 2 === 0 ? tenants : tenants.reverse()) {
      const before = cpuMs(child.pid);
      await send(url, key, body);
      if (number >= warmUpRequests) spent[name].push(cpuMs(child.pid) - before);
    }
  }
  // The mean includes garbage collection, which falls on few requests and is caused by all of them.
  const rows = Object.entries({ median, mean }).map(([name, of]) => {
    const [off, on] = [of(spent.off), of(spent.on)];
    const more = ((on / off - 1) * 100).toFixed(0);
    return `${name} ${off.toFixed(1)} ms of CPU without guardrails, ${on.toFixed(1)} with them: ${more} % more`;
  });
  console.log(`turn    ${rows.join('; ')}  (1 MB and 4 KB new)`);
}

async function benchGaps({ url }, keys, eventEveryMs) {
  const bodies = Array.from({ length: largeRequests }, (_, index) =>
    Buffer.from(JSON.stringify(codingConversation(2_000_000, index * 1_000))),
  );
  const sendAll = (key) => async () => {
    // The same pace for both, or the faster one would have more requests in flight.
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
    `gaps    ${rows.join('; ')}  (ms; ${streams} streams, an event every ${eventEveryMs} ms, requests of 2 MB)`,
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
