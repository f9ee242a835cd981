import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call, eventually } from './support/setup.js';
import { answers, startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;
let receiver: Upstream;

beforeEach(async () => {
  upstream = await startUpstream(
    answers.anthropic('Hello', { input_tokens: 1_000, output_tokens: 100 }),
  );
  receiver = await startUpstream(answers.json(204, ''));
});
afterEach(async () => {
  await Promise.all([gateway.stop(), upstream.stop(), receiver.stop()]);
});

async function setUp(): Promise<{ budgetId: string; ask: () => Promise<Response> }> {
  await addAccount(gateway, upstream);
  await gateway.must('PUT', '/api/settings/prices/claude-sonnet-4-5', { input: 3, output: 15 });
  const tenant = await gateway.must('POST', '/api/tenants', { name: 'Team' });
  const budget = await gateway.must('POST', '/api/budgets', {
    scope: 'tenant',
    subjectId: tenant.id,
    period: 'monthly',
    limitUsd: 0.01,
    enforcement: 'lenient',
    thresholds: [40],
  });
  const headers = { 'x-api-key': tenant.apiKey };
  return { budgetId: budget.id, ask: () => call(gateway, '/v1/messages', aMessage(), headers) };
}
const alertsOf = async (count: number) =>
  (
    await eventually(
      () => gateway.must('GET', '/api/alerts'),
      ({ items }: any) =>
        items.length === count &&
        items.every(({ deliveries }: any) => !Object.values(deliveries).includes('pending')),
      10_000,
    )
  ).items as any[];

it('an alert is stored and posted once for each threshold, signed, also across a restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'codegate-alerts-'));
  gateway = await startGateway({ dataDir });
  const { webhookSecret, webhookUrl } = await gateway.must('PUT', '/api/alerts/channels', {
    webhookUrl: `${receiver.url}/hook`,
  });
  expect(webhookUrl).toBe(`${receiver.url}/***`);
  for (const path of ['/api/alerts/channels', '/api/audit']) {
    expect(JSON.stringify(await gateway.must('GET', path))).not.toMatch(/whsec|\/hook/);
  }
  const { ask, budgetId } = await setUp();
  await ask();
  const [first] = await alertsOf(1);
  expect(first).toMatchObject({
    kind: 'budget_threshold',
    budgetId,
    subjectName: 'Team',
    threshold: 40,
    spentUsd: 0.0045,
    deliveries: { webhook: 'delivered' },
  });
  const [hook] = receiver.requests;
  expect(JSON.parse(hook!.body)).toMatchObject({
    type: 'budget_threshold',
    data: { id: first.id },
  });
  const {
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': signature,
  } = hook!.headers;
  const key = Buffer.from(webhookSecret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key)
    .update(`${String(id)}.${String(at)}.${hook!.body}`)
    .digest('base64');
  expect(signature).toBe(`v1,${expected}`);

  await gateway.must('POST', '/api/settings/encryption/rotate-account-key');
  await gateway.stop();
  gateway = await startGateway({ dataDir });
  await ask();
  await ask();
  const all = await alertsOf(2);
  expect(all[0]).toMatchObject({ kind: 'budget_exceeded', threshold: 100 });
  expect(all[0].deliveries).toEqual({ webhook: 'delivered' });
  expect(receiver.requests).toHaveLength(2);

  await gateway.must('POST', `/api/alerts/${first.id}/acknowledge`);
  const open = await gateway.must('GET', '/api/alerts?acknowledged=false');
  expect(open.items.map(({ id }: any) => id)).toEqual([all[0].id]);
  rmSync(dataDir, { recursive: true, force: true });
});

it('a receiver with an error of its own gets the alert again, one that refuses it does not', async () => {
  gateway = await startGateway();
  let asked = 0;
  receiver.answer((request, response) => {
    asked += 1;
    void answers.json(asked === 1 ? 503 : 200, '')(request, response);
  });
  await gateway.must('PUT', '/api/alerts/channels', { webhookUrl: receiver.url });
  const { ask } = await setUp();
  await ask();
  expect((await alertsOf(1))[0].deliveries).toEqual({ webhook: 'delivered' });
  expect(asked).toBe(2);

  receiver.answer(answers.json(410, ''));
  await ask();
  await ask();
  expect((await alertsOf(2))[0].deliveries.webhook).toContain('410');
});

it('an alert is sent by e-mail when SMTP_URL is set', async () => {
  const mails: string[] = [];
  const server = createServer((socket) => {
    let isData = false;
    let mail = '';
    socket.write('220 test\r\n');
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
          if (isData) {
            if (line === '.') {
              isData = false;
              mails.push(mail);
              socket.write('250 taken\r\n');
            } else mail += `${line}\n`;
          } else if (/^DATA/i.test(line)) {
            isData = true;
            socket.write('354 go on\r\n');
          } else socket.write(/^QUIT/i.test(line) ? '221 bye\r\n' : '250 ok\r\n');
        }
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  gateway = await startGateway({
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'gateway@x.example' },
  });
  await gateway.must('PUT', '/api/alerts/channels', { emails: ['team@x.example'] });
  const { ask } = await setUp();
  await ask();

  expect((await alertsOf(1))[0].deliveries).toEqual({ email: 'delivered' });
  expect(mails[0]).toContain('To: team@x.example');
  expect(mails[0]).toContain('has used 40% of its monthly budget');
  server.close();
});

it('channels are checked', async () => {
  gateway = await startGateway({ env: { ALLOW_PRIVATE_UPSTREAMS: 'false' } });
  for (const wrong of [
    { webhookUrl: 'http://127.0.0.1/hook' },
    { webhookUrl: 'ftp://x.example' },
    { webhookUrl: 'https://user:pass@x.example' },
    { emails: ['nobody'] },
    { more: 1 },
  ]) {
    expect((await gateway.admin('PUT', '/api/alerts/channels', wrong)).status).toBe(400);
  }
});
