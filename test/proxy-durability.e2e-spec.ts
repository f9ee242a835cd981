import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { Agent, request } from 'undici';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, eventually, usageOf } from './support/setup.js';
import { anthropicEvents, startUpstream } from './support/upstream.js';

describe('no usage is lost', () => {
  it('2,000 concurrent requests: no error, no missing row', async () => {
    const upstream = await startUpstream();
    const gateway = await startGateway();
    await addAccount(gateway, upstream);
    const body = JSON.stringify(aMessage());
    const streamed = JSON.stringify(aMessage({ stream: true }));
    const dispatcher = new Agent({ connections: 2_000 });

    const statuses = await Promise.all(
      Array.from({ length: 2_000 }, async (_, i) => {
        const answer = await request(`${gateway.proxyUrl}/v1/messages`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: i % 2 === 0 ? body : streamed,
          dispatcher,
        });
        await answer.body.dump();
        return answer.statusCode;
      }),
    );

    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(await usageOf(gateway, 2_000)).toMatchObject({ requests: 2_000, inputTokens: 24_000 });
    await dispatcher.close();
    await gateway.stop();
    await upstream.stop();
  });

  it('SIGKILL under load: every answer a client had received in full has its row', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-kill-'));
    // Tokens number the requests, so that rows can be matched with answers.
    const upstream = await startUpstream((received, response) => {
      const { stream, n } = JSON.parse(received.body) as { stream?: boolean; n: number };
      const usage = { input_tokens: n, output_tokens: 1 };
      if (stream) {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.end(anthropicEvents('a b c', usage).join(''));
      } else {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ type: 'message', usage }));
      }
    });
    const received: number[] = [];
    let next = 1;
    let isRunning = true;
    const client = async (gateway: Gateway): Promise<void> => {
      while (isRunning) {
        const n = next++;
        const answer = await fetch(`${gateway.proxyUrl}/v1/messages`, {
          method: 'POST',
          body: JSON.stringify(aMessage({ n, stream: n % 2 === 0, model: `m-${n}` })),
        }).catch(() => null);
        const text = await answer?.text().catch(() => null);
        if (text && (text.includes('message_stop') || text.endsWith('}'))) received.push(n);
      }
    };

    for (let round = 0; round < 2; round += 1) {
      const gateway = await startGateway({ dataDir });
      if (round === 0) await addAccount(gateway, upstream);
      isRunning = true;
      const clients = Array.from({ length: 16 }, () => client(gateway));
      const before = received.length;
      await eventually(
        () => Promise.resolve(received.length),
        (count) => count > before + 200,
        30_000,
      );
      await gateway.kill();
      isRunning = false;
      await Promise.all(clients);
    }

    const restarted = await startGateway({ dataDir });
    const rows = new Set<number>();
    for (let offset = 0; ; offset += 200) {
      const { items } = await restarted.must(
        'GET',
        `/api/usage?groupBy=model&limit=200&offset=${offset}`,
      );
      for (const { key } of items) rows.add(Number(String(key).slice(2)));
      if (items.length < 200) break;
    }
    expect(received.length).toBeGreaterThan(100);
    expect(received.filter((n) => !rows.has(n))).toEqual([]);
    await restarted.stop();
    await upstream.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
