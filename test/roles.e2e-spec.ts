import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { permissions, type Role } from '../libs/access/src/permissions.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { aPerson, Person } from './support/person.js';
import { addAccount, addConfig, aMessage, call, eventually } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

type Operation = { method: string; path: string; access: string };
type Rule = { roles: readonly string[]; perTenant?: boolean };

const table = permissions as Record<string, Rule>;
const roles: Role[] = ['owner', 'admin', 'operator', 'viewer', 'tenant-admin'];
const unsafe = new Set(['post', 'put', 'patch', 'delete']);

let gateway: Gateway;
let upstream: Upstream;
let operations: Operation[];

beforeAll(async () => {
  [gateway, upstream] = await Promise.all([startGateway(), startUpstream()]);
  const { paths } = await gateway.must('GET', '/api/openapi.json');
  operations = Object.entries(paths as Record<string, Record<string, any>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method,
        path,
        access: operation['x-access'],
      })),
  );
});
afterAll(async () => {
  await Promise.all([gateway.stop(), upstream.stop()]);
});

/** Logging out would end the walk, and a wrong password its account. */
const walked = () =>
  operations.filter(({ path }) => !/auth\/(logout|login|setup|password|totp)/.test(path));
const concrete = (path: string) => path.replaceAll(/\{[^}]+\}/g, 'no-such-thing');
const expected = ({ access }: Operation, role: string) =>
  access === 'public' || access === 'signed-in' || table[access]!.roles.includes(role);

describe('every operation of the document', () => {
  it('names its permission, and that permission exists', () => {
    const known = ['public', 'signed-in', ...Object.keys(table)];
    const wrong = operations.filter(({ access }) => !known.includes(access));

    expect(wrong).toEqual([]);
    expect(operations.length).toBeGreaterThan(60);
  });

  it('that changes something is closed without a login, except the login itself', () => {
    const open = operations.filter(
      ({ method, access }) => access === 'public' && unsafe.has(method),
    );

    expect(open.map(({ path }) => path).sort()).toEqual(['/api/auth/login', '/api/auth/setup']);
  });

  it('is closed without a login, unless it is marked as public', async () => {
    for (const operation of operations) {
      const response = await fetch(gateway.adminUrl + concrete(operation.path), {
        method: operation.method.toUpperCase(),
        redirect: 'manual',
      });
      const isClosed = response.status === 401;
      expect({ ...operation, isClosed }).toEqual({
        ...operation,
        isClosed: operation.access !== 'public',
      });
    }
  });

  it.each(roles)('allows %s what the table of permissions says and nothing else', async (role) => {
    const person = await aPerson(gateway, role);
    for (const operation of walked()) {
      const method = operation.method.toUpperCase();
      const { status, body } = await person.ask(method, concrete(operation.path));
      const isAllowed = status !== 403 && status !== 401;
      expect({ ...operation, role, isAllowed, status, body }).toEqual({
        ...operation,
        role,
        isAllowed: expected(operation, role),
        status,
        body,
      });
      // The walk itself may not be limited: it sends a wrong request to every route.
      expect(status).not.toBe(500);
    }
  });

  it('is closed to a token that is limited to tenants, unless the permission is per tenant', async () => {
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'walked' });
    const { token } = await gateway.must('POST', '/api/tokens', {
      name: 'limited',
      role: 'owner',
      tenantIds: [tenant.id],
    });
    for (const operation of walked()) {
      const response = await fetch(gateway.adminUrl + concrete(operation.path), {
        method: operation.method.toUpperCase(),
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
      });
      const rule = table[operation.access];
      expect({ ...operation, isAllowed: response.status !== 403 }).toEqual({
        ...operation,
        isAllowed: rule === undefined || rule.perTenant === true,
      });
    }
  });
});

describe('the admin of a tenant', () => {
  it('sees and manages its own tenant, and nothing of another one', async () => {
    const [mine, other] = [
      await gateway.must('POST', '/api/tenants', { name: 'mine' }),
      await gateway.must('POST', '/api/tenants', { name: 'other' }),
    ];
    await gateway.must('PATCH', '/api/settings', { multiTenancy: true, requestLogging: true });
    const account = await addAccount(gateway, upstream);
    await addConfig(gateway, [account.id]);
    for (const { apiKey } of [mine, other]) {
      const answer = await call(gateway, '/v1/messages', aMessage(), { 'x-api-key': apiKey });
      expect(answer.status).toBe(200);
    }
    const logs = await eventually(
      () => gateway.must('GET', '/api/logs'),
      ({ items }) => items.length === 2,
    );
    const logOf = (id: string) => logs.items.find((log: any) => log.tenantId === id).id as string;
    const person = await aPerson(gateway, 'tenant-admin', { tenantIds: [mine.id] });
    const ask = async (method: string, path: string, body?: unknown) =>
      (await person.ask(method, path, body)).status;
    const read = async (path: string) => (await person.ask('GET', path)).body;

    expect((await read('/api/tenants')).items.map(({ id }: any) => id)).toEqual([mine.id]);
    expect((await read('/api/logs')).items.map(({ id }: any) => id)).toEqual([logOf(mine.id)]);
    expect((await read(`/api/logs?tenant=${other.id}`)).total).toBe(0);
    expect((await read('/api/usage')).totals.requests).toBe(1);
    expect((await read(`/api/usage?tenant=${other.id}`)).totals.requests).toBe(0);
    expect(await ask('GET', `/api/logs/${logOf(mine.id)}`)).toBe(200);
    expect(await ask('GET', `/api/logs/${logOf(other.id)}`)).toBe(404);

    for (const [id, status] of [
      [mine.id, 200],
      [other.id, 404],
    ] as const) {
      const path = `/api/tenants/${id}`;
      expect(await ask('GET', path)).toBe(status);
      expect(await ask('PATCH', path, { enabled: true })).toBe(status);
      expect(await ask('GET', `${path}/settings`)).toBe(status);
      expect(await ask('PATCH', `${path}/settings`, { requestLogging: true })).toBe(status);
      expect(await ask('GET', `${path}/usage`)).toBe(status);
      expect(await ask('GET', `${path}/keys`)).toBe(status);
      expect(await ask('POST', `${path}/rotate-key`)).toBe(status);
    }
    expect(await ask('PATCH', `/api/tenants/${mine.id}`, { rateLimit: 1_000_000 })).toBe(403);
    expect(await ask('DELETE', `/api/tenants/${mine.id}`)).toBe(403);
    expect(await ask('POST', '/api/tenants', { name: 'third' })).toBe(403);
  });

  it('without any tenant sees nothing', async () => {
    const person = await aPerson(gateway, 'tenant-admin');

    expect((await person.ask('GET', '/api/tenants')).body).toEqual({ items: [], total: 0 });
    expect((await person.ask('GET', '/api/usage')).body.totals.requests).toBe(0);
    expect((await person.ask('GET', '/api/logs')).body.total).toBe(0);
  });

  it('creates tokens for its own tenants only', async () => {
    const [mine, other] = [
      await gateway.must('POST', '/api/tenants', { name: 'token mine' }),
      await gateway.must('POST', '/api/tenants', { name: 'token other' }),
    ];
    const person = await aPerson(gateway, 'tenant-admin', { tenantIds: [mine.id] });
    const make = (more: object) =>
      person.ask('POST', '/api/tokens', { name: 't', role: 'tenant-admin', ...more });

    expect((await make({ tenantIds: [other.id] })).status).toBe(400);
    const { body } = await make({});
    expect(body.tenantIds).toEqual([mine.id]);
    const program = new Person(gateway);
    const answer = await program.ask('GET', '/api/tenants', undefined, {
      authorization: `Bearer ${body.token}`,
    });
    expect(answer.body.items.map(({ id }: any) => id)).toEqual([mine.id]);
  });
});
