import { createHmac } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { storedText } from './support/databases.js';
import { adminToken, startGateway, type Gateway } from './support/gateway.js';
import { aPassword, aPerson, Person } from './support/person.js';
import { eventually } from './support/setup.js';

let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
});

const bearer = (url: string, path: string, token: string, method = 'GET') =>
  fetch(url + path, { method, headers: { authorization: `Bearer ${token}` } });

describe('the first owner', () => {
  it('is created with the link, once, also with two concurrent requests', async () => {
    const fresh = await startGateway({ env: { ADMIN_TOKEN: '' } });
    const token = /setup#token=(\w+)/.exec(fresh.output())?.[1] ?? '';
    const setUp = (name: string, given = token) =>
      new Person(fresh).ask('POST', '/api/auth/setup', { token: given, name, password: aPassword });
    expect((await new Person(fresh).ask('GET', '/api/auth/methods')).body).toEqual({
      setupRequired: true,
      sso: false,
    });
    expect((await setUp('Eve', 'x'.repeat(48))).status).toBe(403);

    const answers = await Promise.all([setUp('Ada'), setUp('Bob'), setUp('Cem')]);

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await storedText(fresh.dataDir)).not.toContain(token);
    const after = await new Person(fresh).ask('GET', '/api/auth/methods');
    expect(after.body.setupRequired).toBe(false);
    await fresh.stop();
  });

  it('is created on a page that removes the token from its address', async () => {
    const { status, body, headers } = await new Person(gateway).ask('GET', '/setup');

    expect(status).toBe(200);
    expect(body).toContain("history.replaceState(null, '', location.pathname)");
    expect(headers.get('content-security-policy')).toMatch(
      /default-src 'none'; script-src 'sha256-/,
    );
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe-inline/);
  });

  it('is created from ADMIN_PASSWORD, and a new value ends the sessions of the old one', async () => {
    const first = await startGateway({
      env: { ADMIN_TOKEN: '', ADMIN_PASSWORD: 'first password' },
    });
    expect(first.output()).not.toContain('/setup');
    const person = new Person(first);
    expect((await person.login('admin', 'first password')).body).toMatchObject({ role: 'owner' });
    const { dataDir } = first;
    await first.kill();

    const second = await startGateway({
      dataDir,
      env: { ADMIN_TOKEN: '', ADMIN_PASSWORD: 'second password' },
    });
    const again = new Person(second);
    again.cookies = person.cookies;
    expect((await again.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await again.login('admin', 'first password')).status).toBe(401);
    expect((await again.login('admin', 'second password')).status).toBe(200);
    expect(second.output()).not.toMatch(/(first|second) password/);
    await second.stop();
  });
});

describe('a login', () => {
  it('opens a session in a cookie no script can read', async () => {
    const person = await aPerson(gateway, 'admin');

    const answer = await person.login(person.name.toUpperCase());

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ kind: 'user', name: person.name, role: 'admin' });
    expect(JSON.stringify(answer.body)).not.toMatch(/cgs_|argon2/);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^codegate=cgs_\w{64}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict$/,
    );
    const secret = person.cookies.get('codegate') ?? '';
    expect(await storedText(gateway.dataDir)).not.toContain(secret);
    expect((await bearer(gateway.adminUrl, '/api/auth/me', secret)).status).toBe(200);
  });

  it('is marked Secure and bound to the host behind https', async () => {
    const other = await startGateway({
      env: { ADMIN_PUBLIC_URL: 'https://gateway.example', ADMIN_PASSWORD: aPassword },
    });
    const person = new Person(other);
    const [cookie] = (await person.login('admin')).headers.getSetCookie();

    expect(cookie).toMatch(/^__Host-codegate=cgs_.*; Secure$/);
    expect((await person.ask('GET', '/api/auth/me')).status).toBe(200);
    person.cookies = new Map([['codegate', person.cookies.get('__Host-codegate') ?? '']]);
    expect((await person.ask('GET', '/api/auth/me')).status).toBe(401);
    await other.stop();
  });

  it('gets a new session each time, and ends with logout', async () => {
    const person = await aPerson(gateway, 'viewer');
    const first = person.cookies.get('codegate') ?? '';
    await person.login(person.name);
    const second = person.cookies.get('codegate') ?? '';
    expect(second).not.toBe(first);

    expect((await person.ask('POST', '/api/auth/logout')).status).toBe(204);

    expect(person.cookies.size).toBe(0);
    expect((await bearer(gateway.adminUrl, '/api/auth/me', second)).status).toBe(401);
    expect((await bearer(gateway.adminUrl, '/api/auth/me', first)).status).toBe(200);
  });

  it('lists the sessions of its user, and another session can end it immediately', async () => {
    const person = await aPerson(gateway, 'viewer');
    const laptop = new Person(gateway);
    await laptop.ask(
      'POST',
      '/api/auth/login',
      { name: person.name, password: aPassword },
      { 'sec-fetch-site': 'same-origin', 'user-agent': 'Laptop/1.0' },
    );
    const stranger = await aPerson(gateway, 'owner');
    const { body } = await person.ask('GET', '/api/auth/sessions');
    expect(body.total).toBe(2);
    const own = body.items.find(({ isCurrent }: any) => isCurrent);
    const other = body.items.find(({ isCurrent }: any) => !isCurrent);
    expect(other).toMatchObject({ userAgent: 'Laptop/1.0', address: '127.0.0.1' });
    expect(Date.parse(other.expiresAt)).toBeGreaterThan(Date.parse(other.lastSeenAt));
    expect(JSON.stringify(body)).not.toMatch(/cgs_|[0-9a-f]{64}/);

    const path = `/api/auth/sessions/${other.id}`;
    expect((await stranger.ask('DELETE', path)).status).toBe(404);
    expect((await gateway.admin('DELETE', path)).status).toBe(404);
    expect((await gateway.must('GET', '/api/auth/sessions')).total).toBe(0);
    expect((await laptop.ask('GET', '/api/auth/me')).status).toBe(200);
    expect((await person.ask('DELETE', path)).status).toBe(204);
    expect((await laptop.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await person.ask('DELETE', path)).status).toBe(404);

    expect((await person.ask('DELETE', `/api/auth/sessions/${own.id}`)).status).toBe(204);
    expect(person.cookies.size).toBe(0);
    const { items } = await gateway.must('GET', `/api/audit?action=auth.sessions&limit=20`);
    const [ended, again, first] = items.filter(({ actor }: any) => actor.name === person.name);
    expect(ended).toMatchObject({ action: 'auth.sessions.end', targetId: own.id });
    expect(again).toMatchObject({ outcome: 'failure', reason: 'not_found', targetId: other.id });
    expect(first).toMatchObject({
      outcome: 'success',
      targetId: other.id,
      before: { userAgent: 'Laptop/1.0', userId: person.id },
      after: null,
    });
    expect(JSON.stringify(items)).not.toMatch(/cgs_|secretHash/);
  });

  it('changes the password, which ends every other session', async () => {
    const person = await aPerson(gateway, 'viewer');
    const elsewhere = new Person(gateway);
    await elsewhere.login(person.name);
    const change = (currentPassword: string, newPassword: string) =>
      person.ask('POST', '/api/auth/password', { currentPassword, newPassword });

    expect((await change('not the password', 'another good one')).status).toBe(403);
    expect((await change(aPassword, 'aaaaaaaaaaaa')).status).toBe(400);
    expect((await change(aPassword, 'short')).status).toBe(400);
    expect((await change(aPassword, 'another good one')).status).toBe(204);

    expect((await person.ask('GET', '/api/auth/me')).status).toBe(200);
    expect((await elsewhere.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await elsewhere.login(person.name)).status).toBe(401);
    expect((await elsewhere.login(person.name, 'another good one')).status).toBe(200);
  });

  it('does not reveal which names exist, neither by its messages nor by its timing', async () => {
    const other = await startGateway({ env: { ADMIN_PASSWORD: aPassword } });
    const person = new Person(other);
    await person.login('nobody', 'warm up');
    const timed = async (name: string) => {
      const startMs = performance.now();
      const { status, body } = await person.login(name, 'wrong password');
      return { status, body, ms: performance.now() - startMs };
    };
    const unknown = [await timed('nobody'), await timed('nobody'), await timed('nobody')];
    const known = [await timed('admin'), await timed('admin'), await timed('admin')];
    await other.stop();

    expect(unknown[0]?.body).toEqual(known[0]?.body);
    const fastest = (list: { ms: number }[]) => Math.min(...list.map(({ ms }) => ms));
    expect(fastest(unknown)).toBeGreaterThan(fastest(known) / 3);
  });

  it('delays attempts at one user, and lets others log in', async () => {
    const other = await startGateway({ env: { ADMIN_PASSWORD: aPassword } });
    const person = new Person(other);
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1)
      statuses.push((await person.login('admin', `guess ${i}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);

    const right = await person.login('admin');

    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    await other.must('POST', '/api/users', { name: 'Eva', role: 'viewer', password: aPassword });
    expect((await person.login('Eva')).status).toBe(200);
    await other.stop();
  });

  it('allows concurrent attempts no more tries than sequential ones', async () => {
    const other = await startGateway({ env: { ADMIN_PASSWORD: aPassword } });
    const guesses = Array.from({ length: 20 }, (_, i) =>
      new Person(other).login('admin', `g ${i}`),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    await other.stop();

    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
  });

  it('refuses changes with the cookie from another website', async () => {
    const person = await aPerson(gateway, 'owner');
    const change = (headers: Record<string, string>) =>
      person.ask('PATCH', '/api/settings', { logRetentionDays: 30 }, headers);

    expect((await change({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await change({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({})).status).toBe(403);
    expect((await change({ origin: gateway.adminUrl })).status).toBe(200);
    expect((await change({ 'x-codegate-csrf': '1' })).status).toBe(200);
  });
});

describe('users', () => {
  it('are created, changed, disabled and deleted, without their secrets in any response', async () => {
    const made = await gateway.must('POST', '/api/users', {
      name: 'Grace',
      email: 'Grace@example.com',
      role: 'operator',
      password: aPassword,
    });
    expect(made).toMatchObject({ name: 'Grace', email: 'grace@example.com', role: 'operator' });
    const grace = new Person(gateway);
    expect(
      (
        await grace.ask('POST', '/api/auth/login', {
          email: 'grace@example.com',
          password: aPassword,
        })
      ).status,
    ).toBe(200);

    const path = `/api/users/${made.id}`;
    expect(await gateway.must('PATCH', path, { role: 'viewer' })).toMatchObject({ role: 'viewer' });
    expect((await grace.ask('GET', '/api/auth/me')).body.role).toBe('viewer');
    await gateway.must('PATCH', path, { enabled: false });
    expect((await grace.ask('GET', '/api/auth/me')).status).toBe(401);
    expect((await grace.login('Grace')).status).toBe(401);
    expect(JSON.stringify(await gateway.must('GET', '/api/users'))).not.toMatch(
      /argon2|passwordHash/,
    );
    expect((await gateway.admin('DELETE', path)).status).toBe(204);
    expect((await gateway.admin('GET', path)).status).toBe(404);
  });

  it('have names and addresses of their own, whatever the case', async () => {
    const body = { role: 'viewer', password: aPassword };
    await gateway.must('POST', '/api/users', { ...body, name: 'Twin', email: 'twin@example.com' });

    for (const more of [{ name: 'TWIN' }, { name: 'Other', email: 'TWIN@example.com' }]) {
      expect((await gateway.admin('POST', '/api/users', { ...body, ...more })).status).toBe(409);
    }
  });

  it('refuse inconsistent input', async () => {
    const good = { name: 'X', role: 'viewer', password: aPassword };
    for (const bad of [
      { role: 'god' },
      { password: 'short' },
      { password: 'password123' },
      { email: 'no address' },
      { role: 'tenant-admin', tenantIds: ['no-such-tenant'] },
      { passwordHash: 'x' },
    ]) {
      expect((await gateway.admin('POST', '/api/users', { ...good, ...bad })).status).toBe(400);
    }
  });

  it('keep one owner who can log in', async () => {
    const other = await startGateway({ env: { ADMIN_PASSWORD: aPassword } });
    const [{ id }] = (await other.must('GET', '/api/users')).items;

    for (const [method, body] of [
      ['DELETE', undefined],
      ['PATCH', { role: 'admin' }],
      ['PATCH', { enabled: false }],
    ] as const) {
      expect((await other.admin(method, `/api/users/${id}`, body)).status).toBe(409);
    }
    expect((await new Person(other).login('admin')).status).toBe(200);
    await other.stop();
  });

  it('cannot grant more than their owner has', async () => {
    const admin = await aPerson(gateway, 'admin');
    const owner = await aPerson(gateway, 'owner');
    const body = { name: 'Mallory', role: 'owner', password: aPassword };

    expect((await admin.ask('POST', '/api/users', body)).status).toBe(403);
    expect((await admin.ask('PATCH', `/api/users/${admin.id}`, { role: 'owner' })).status).toBe(
      403,
    );
    expect(
      (await admin.ask('PATCH', `/api/users/${owner.id}`, { password: 'taken over now' })).status,
    ).toBe(403);
    expect((await admin.ask('DELETE', `/api/users/${owner.id}`)).status).toBe(403);
    expect((await owner.ask('PATCH', `/api/users/${admin.id}`, { role: 'operator' })).status).toBe(
      200,
    );
  });
});

describe('API tokens', () => {
  const aToken = async (person: Person, more: object) =>
    person.ask('POST', '/api/tokens', { name: 'script', ...more });

  it('are shown once, have their own permissions only, and are invalid after they are revoked', async () => {
    const operator = await aPerson(gateway, 'operator');
    const { status, body } = await aToken(operator, { permissions: ['accounts:read'] });
    expect(status).toBe(201);
    expect(body.token).toMatch(/^cga_[0-9a-f]{48}$/);
    const use = async (path: string, method?: string) =>
      (await bearer(gateway.adminUrl, path, body.token, method)).status;

    expect(await use('/api/accounts')).toBe(200);
    expect(await use('/api/configs')).toBe(403);
    expect(await use('/api/accounts/x', 'DELETE')).toBe(403);
    expect(await storedText(gateway.dataDir)).not.toContain(body.token);
    const listed = await operator.ask('GET', `/api/tokens/${body.id}`);
    expect(listed.body).toMatchObject({
      prefix: body.token.slice(0, 12),
      permissions: ['accounts:read'],
    });
    expect(listed.body.token).toBeUndefined();
    expect(listed.body.lastUsedAt).toMatch(/^\d{4}-/);
    expect((await operator.ask('DELETE', `/api/tokens/${body.id}`)).status).toBe(204);
    expect(await use('/api/accounts')).toBe(401);
  });

  it('expire', async () => {
    const owner = await aPerson(gateway, 'owner');
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const { body } = await aToken(owner, { role: 'viewer', expiresAt });
    const use = async () => (await bearer(gateway.adminUrl, '/api/accounts', body.token)).status;

    expect(await use()).toBe(200);
    await eventually(use, (status) => status === 401);
    expect(
      (await aToken(owner, { role: 'viewer', expiresAt: '2020-01-01T00:00:00Z' })).status,
    ).toBe(400);
    const usual = await aToken(owner, { role: 'viewer' });
    const days = (Date.parse(usual.body.expiresAt) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);
  });

  it('never may do more than their owner, also after the role of the owner was reduced', async () => {
    const operator = await aPerson(gateway, 'operator');
    expect((await aToken(operator, { permissions: ['users:write'] })).status).toBe(403);
    expect((await aToken(operator, { role: 'admin' })).status).toBe(403);
    expect((await aToken(operator, {})).status).toBe(400);
    const { body } = await aToken(operator, { role: 'operator' });
    const remove = async () =>
      (await bearer(gateway.adminUrl, '/api/accounts/x', body.token, 'DELETE')).status;
    expect(await remove()).toBe(404);

    await gateway.must('PATCH', `/api/users/${operator.id}`, { role: 'viewer' });
    expect(await remove()).toBe(403);
    await gateway.must('PATCH', `/api/users/${operator.id}`, { enabled: false });
    expect(await remove()).toBe(401);
  });

  it('are visible to their owner and to users who manage users', async () => {
    const [one, other, admin] = [
      await aPerson(gateway, 'viewer'),
      await aPerson(gateway, 'viewer'),
      await aPerson(gateway, 'admin'),
    ];
    const { body } = await aToken(one, { permissions: ['accounts:read'] });
    const path = `/api/tokens/${body.id}`;

    expect((await one.ask('GET', path)).status).toBe(200);
    expect((await other.ask('GET', path)).status).toBe(404);
    expect((await other.ask('DELETE', path)).status).toBe(404);
    expect((await admin.ask('DELETE', path)).status).toBe(204);
    expect((await one.ask('GET', path)).body.revokedAt).not.toBeNull();
  });
});

describe('the second factor', () => {
  const codeOf = (secret: string, atMs = Date.now()) => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = Array.from(secret, (c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join(
      '',
    );
    const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
    const digest = createHmac('sha1', key).update(counter).digest();
    const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, '0');
  };

  it('is required after it is enabled; every code works once', async () => {
    const person = await aPerson(gateway, 'admin');
    expect((await person.ask('POST', '/api/auth/totp/setup', { password: 'wrong' })).status).toBe(
      403,
    );
    const setup = await person.ask('POST', '/api/auth/totp/setup', { password: aPassword });
    expect(setup.body.otpauthUrl).toContain(`secret=${setup.body.secret}`);
    expect((await person.login(person.name)).status).toBe(200);
    expect((await person.ask('POST', '/api/auth/totp/enable', { code: '000000' })).status).toBe(
      400,
    );

    // The code of the previous time step is valid, too, so the current one is still unused for the login.
    const before = codeOf(setup.body.secret, Date.now() - 30_000);
    const enabled = await person.ask('POST', '/api/auth/totp/enable', { code: before });

    expect(enabled.status).toBe(200);
    expect(enabled.body.recoveryCodes).toHaveLength(10);
    const missing = await person.login(person.name);
    expect(missing.status).toBe(401);
    expect(missing.body.errors).toEqual([{ field: 'code', message: expect.any(String) }]);
    expect((await person.login(person.name, aPassword, before)).status).toBe(401);
    const code = codeOf(setup.body.secret);
    expect((await person.login(person.name, aPassword, code)).status).toBe(200);
    expect((await person.login(person.name, aPassword, code)).status).toBe(401);
    const [recovery] = enabled.body.recoveryCodes;
    expect((await person.login(person.name, aPassword, recovery.toUpperCase())).status).toBe(200);
    expect((await person.login(person.name, aPassword, recovery)).status).toBe(401);
    for (const secret of [setup.body.secret, recovery.replaceAll('-', '')]) {
      expect(await storedText(gateway.dataDir)).not.toContain(secret);
    }

    expect((await gateway.admin('DELETE', `/api/users/${person.id}/totp`)).status).toBe(200);
    expect((await person.login(person.name)).status).toBe(200);
  });
});

describe('secrets', () => {
  it('are in no log line', () => {
    expect(gateway.output()).not.toContain(aPassword);
    expect(gateway.output()).not.toMatch(/cgs_|cga_|argon2/);
    expect(gateway.output()).not.toContain(adminToken);
  });
});
