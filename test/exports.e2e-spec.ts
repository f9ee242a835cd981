import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { addAccount, aMessage, call } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

let gateway: Gateway;
let upstream: Upstream;

beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

const download = (path: string) =>
  fetch(gateway.adminUrl + path, { headers: { authorization: `Bearer ${adminToken}` } });

describe('exports', () => {
  it('contain every row that matches the filter, in both formats', async () => {
    gateway = await startGateway();
    await addAccount(gateway, upstream);
    await gateway.must('PUT', '/api/settings', { requestLogging: true });
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'Team' });
    const other = await gateway.must('POST', '/api/tenants', { name: 'Other' });
    const count = 2_300;
    let next = 0;
    const client = async (): Promise<void> => {
      while (next < count) {
        next += 1;
        const { apiKey } = next % 23 === 0 ? other : tenant;
        const model = next === 7 ? '=1+1,"x"' : 'claude-sonnet-4-5';
        await (
          await call(gateway, '/v1/messages', aMessage({ model }), { 'x-api-key': apiKey })
        ).text();
      }
    };
    await Promise.all(Array.from({ length: 32 }, client));

    for (const path of ['/api/usage/export', '/api/logs/export']) {
      const csv = await download(`${path}?format=csv&tenant=${tenant.id}`);
      expect(csv.headers.get('content-type')).toContain('text/csv');
      expect(csv.headers.get('content-disposition')).toContain('attachment');
      const lines = (await csv.text()).trimEnd().split('\r\n');
      expect(lines).toHaveLength(1 + 2_200);
      expect(lines.filter((line) => line.includes(`"'=1+1,""x"""`))).toHaveLength(1);

      const jsonl = await download(`${path}?format=jsonl`);
      const rows = (await jsonl.text())
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
      const times = rows.map(({ createdAt, timestamp }) => createdAt ?? timestamp);
      expect([...times].sort().reverse()).toEqual(times);
    }
    const sum = (await gateway.must('GET', `/api/usage?tenant=${other.id}`)).totals;
    const rows = (
      await (await download(`/api/usage/export?format=jsonl&tenant=${other.id}`)).text()
    )
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows).toHaveLength(sum.requests);
    expect(rows.reduce((total: number, { costUsd }) => total + Number(costUsd), 0)).toBeCloseTo(
      sum.costUsd,
      9,
    );
    expect((await download('/api/usage/export?format=xml')).status).toBe(400);
  });
});
