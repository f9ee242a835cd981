import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startGateway, type Gateway } from './support/gateway.js';

let gateway: Gateway;
let tenantId = '';

beforeAll(async () => {
  gateway = await startGateway();
  for (const name of ['Alpha', 'beta', 'ALPHA 2', 'gamma_1']) {
    const tenant = await gateway.must('POST', '/api/tenants', { name });
    tenantId ||= tenant.id;
    await gateway.must('POST', `/api/tenants/${tenantId}/keys`, { name });
  }
});
afterAll(() => gateway.stop());

const names = async (path: string): Promise<string[]> =>
  (await gateway.must('GET', path)).items.map(({ name }: { name: string }) => name);

describe('lists of the admin API', () => {
  it('are searched, sorted and read in pages', async () => {
    expect(await names('/api/tenants?sort=-createdAt&limit=2')).toEqual(['gamma_1', 'ALPHA 2']);
    expect(await names('/api/tenants?sort=createdAt&limit=2&offset=2')).toEqual([
      'ALPHA 2',
      'gamma_1',
    ]);
    expect((await names('/api/tenants?search=alpha')).sort()).toEqual(['ALPHA 2', 'Alpha']);
    expect(await names('/api/tenants?search=_')).toEqual(['gamma_1']);
    expect(await gateway.must('GET', '/api/tenants?search=alpha&limit=1')).toMatchObject({
      total: 2,
    });
    expect(await names(`/api/tenants/${tenantId}/keys?sort=-createdAt&search=a&limit=1`)).toEqual([
      'gamma_1',
    ]);
  });

  it.each([
    '/api/accounts',
    '/api/alerts',
    '/api/budgets',
    '/api/configs',
    '/api/settings/model-limits',
    '/api/settings/prices',
    '/api/tenants',
    '/api/tokens',
    '/api/users',
  ])('name the field when %s cannot be sorted by it', async (path) => {
    expect((await gateway.admin('GET', `${path}?search=nothing-has-this-name`)).body).toEqual({
      items: [],
      total: 0,
    });
    for (const sort of ['nothing', 'name;', '__proto__', '-']) {
      const { status, body } = await gateway.admin('GET', `${path}?sort=${sort}`);
      expect({ sort, status }).toEqual({ sort, status: 400 });
      expect(JSON.stringify(body)).toContain('"sort"');
    }
  });

  it.each(['/api/tenants', '/api/logs', '/api/usage?groupBy=model', '/api/privacy/mappings'])(
    'reject an offset that no database can hold: %s',
    async (path) => {
      const separator = path.includes('?') ? '&' : '?';
      const { status, body } = await gateway.admin('GET', `${path}${separator}offset=1e308`);
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain('"offset"');
    },
  );
});
