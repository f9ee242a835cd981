import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { storedText } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { logInAt, startProvider, type Identity } from './support/oidc-provider.js';
import { aPassword, aPerson, Person } from './support/person.js';

const clientSecret = 'client-secret-canary-0001';
const identities: Identity[] = [
  {
    sub: 's-ada',
    preferred_username: 'ada',
    email: 'ada@example.com',
    groups: ['staff', 'cg-admins'],
  },
  { sub: 's-bob', preferred_username: 'bob', groups: ['staff'] },
  { sub: 's-eve', preferred_username: 'eve', groups: ['nobody'] },
  { sub: 's-impostor', preferred_username: 'local', email: 'local@example.com', groups: ['staff'] },
];
const roleMap = [
  { group: 'cg-admins', role: 'admin' },
  { group: 'staff', role: 'viewer' },
];

let gateway: Gateway;
let provider: Awaited<ReturnType<typeof startProvider>>;
let callback: string;

beforeAll(async () => {
  gateway = await startGateway();
  callback = `${gateway.adminUrl}/api/auth/oidc/callback`;
  provider = await startProvider(callback, identities);
});
afterAll(async () => {
  await Promise.all([gateway.stop(), provider.stop()]);
});

const setUp = (more: object = {}) =>
  gateway.must('PUT', '/api/auth/oidc/settings', {
    issuer: provider.issuer,
    clientId: 'codegate',
    clientSecret,
    roleMap,
    ...more,
  });
const leave = async (person: Person, query = '') => {
  const { status, headers } = await person.ask('GET', `/api/auth/oidc/login${query}`);
  expect(status).toBe(302);
  return headers.get('location') ?? '';
};
const comeBack = (person: Person, url: URL) =>
  person.ask('GET', url.pathname + url.search, undefined, { 'sec-fetch-site': 'cross-site' });
const logIn = async (sub: string, query = '') => {
  const person = new Person(gateway);
  const answer = await comeBack(person, await logInAt(await leave(person, query), sub, callback));
  return { person, answer };
};

describe('single sign-on', () => {
  it('does not exist before it is configured', async () => {
    expect((await gateway.admin('GET', '/api/auth/oidc/settings')).status).toBe(404);
    expect((await new Person(gateway).ask('GET', '/api/auth/oidc/login')).status).toBe(404);
  });

  it('is configured by an owner; the client secret is write-only', async () => {
    const dto = await setUp();

    expect(dto).toMatchObject({
      issuer: provider.issuer,
      hasClientSecret: true,
      source: 'db',
      roleMap,
    });
    const kept = await setUp({ clientSecret: undefined });
    expect(kept.hasClientSecret).toBe(true);
    const moved = { issuer: 'https://evil.example', clientSecret: undefined };
    await expect(setUp(moved)).rejects.toThrow(/clientSecret/);
    await expect(setUp({ issuer: 'http://idp.example' })).rejects.toThrow(/https/);
    expect(await storedText(gateway.dataDir)).not.toContain(clientSecret);
    const audit = await gateway.must('GET', '/api/audit?action=auth.oidc&limit=500');
    expect(audit.items.length).toBeGreaterThan(0);
    expect(JSON.stringify([dto, audit])).not.toContain(clientSecret);
    const admin = await aPerson(gateway, 'admin');
    expect((await admin.ask('DELETE', '/api/auth/oidc/settings')).status).toBe(403);
  });

  it('redirects to the provider with PKCE, state and nonce, and back with a session', async () => {
    await setUp();
    const person = new Person(gateway);
    const url = new URL(await leave(person, '?returnTo=/accounts?x=1'));
    expect(url.searchParams.get('code_challenge_method')).toBe('S256');
    expect(url.searchParams.get('state')).toMatch(/.{20,}/);
    expect(url.searchParams.get('nonce')).toMatch(/.{20,}/);

    const answer = await comeBack(person, await logInAt(url.href, 's-ada', callback));

    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/accounts?x=1');
    expect([...person.cookies.keys()]).toEqual(['codegate']);
    expect((await person.ask('GET', '/api/auth/me')).body).toMatchObject({
      name: 'ada',
      email: 'ada@example.com',
      role: 'admin',
      hasPassword: false,
    });
    const [login] = (await gateway.must('GET', '/api/audit?action=auth.login')).items;
    expect(login).toMatchObject({
      outcome: 'success',
      actor: { name: 'ada' },
      after: { how: 'sso' },
    });
  });

  it('gives the role of the first matching group, at each login', async () => {
    await setUp();
    const first = await logIn('s-bob');
    expect((await first.person.ask('GET', '/api/auth/me')).body.role).toBe('viewer');

    await setUp({ roleMap: [{ group: 'staff', role: 'operator' }] });
    const second = await logIn('s-bob');

    expect((await second.person.ask('GET', '/api/auth/me')).body.role).toBe('operator');
    const { items } = await gateway.must('GET', '/api/users');
    expect(items.filter(({ name }: any) => name === 'bob')).toHaveLength(1);
  });

  it('assigns tenants to a tenant-admin, and reads groups inside of objects', async () => {
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'of the group' });
    identities.push({
      sub: 's-tim',
      preferred_username: 'tim',
      realm_access: { roles: ['team-a'] },
    });
    await setUp({
      groupsClaim: 'realm_access.roles',
      roleMap: [{ group: 'team-a', role: 'tenant-admin', tenantIds: [tenant.id, 'gone'] }],
    });

    const { person } = await logIn('s-tim');

    expect((await person.ask('GET', '/api/auth/me')).body.tenantIds).toEqual([tenant.id]);
  });

  it('refuses a person in no matching group, unless there is a default role', async () => {
    await setUp();
    const refused = await logIn('s-eve');
    expect(refused.answer.status).toBe(403);
    expect(refused.person.cookies.has('codegate')).toBe(false);
    const [login] = (await gateway.must('GET', '/api/audit?action=auth.login')).items;
    expect(login).toMatchObject({ outcome: 'failure', reason: 'no_role', actor: { name: 'eve' } });

    await setUp({ defaultRole: 'viewer' });
    const { person } = await logIn('s-eve');
    expect((await person.ask('GET', '/api/auth/me')).body.role).toBe('viewer');
  });

  it('does not identify users by name or e-mail address', async () => {
    await setUp();
    const local = await gateway.must('POST', '/api/users', {
      name: 'local',
      email: 'local@example.com',
      role: 'owner',
      password: aPassword,
    });

    const { person } = await logIn('s-impostor');

    const { body } = await person.ask('GET', '/api/auth/me');
    expect(body).toMatchObject({ name: 'local (s-impostor)', email: null, role: 'viewer' });
    expect(body.id).not.toBe(local.id);
  });

  it('refuses users that are disabled in the gateway', async () => {
    await setUp();
    const { items } = await gateway.must('GET', '/api/users');
    const ada = items.find(({ name }: any) => name === 'ada');
    await gateway.must('PATCH', `/api/users/${ada.id}`, { enabled: false });

    expect((await logIn('s-ada')).answer.status).toBe(403);
    await gateway.must('PATCH', `/api/users/${ada.id}`, { enabled: true });
  });

  it('accepts the callback only from the same browser, with the same state, once', async () => {
    await setUp();
    const [victim, attacker] = [new Person(gateway), new Person(gateway)];
    const url = await logInAt(await leave(attacker), 's-ada', callback);

    expect((await comeBack(victim, url)).status).toBe(401);
    await leave(victim);
    expect((await comeBack(victim, url)).status).toBe(401);
    const forged = new URL(url);
    forged.searchParams.set('state', 'x'.repeat(43));
    expect((await comeBack(attacker, forged)).status).toBe(401);
    const again = new Person(gateway);
    again.cookies = new Map(attacker.cookies);
    expect((await comeBack(attacker, url)).status).toBe(302);
    expect((await comeBack(again, url)).status).toBe(401);
    expect(victim.cookies.has('codegate')).toBe(false);
  });

  it('L8: a state works once, also with a new code of the provider', async () => {
    await setUp();
    const person = new Person(gateway);
    const start = await leave(person);
    const again = new Person(gateway);
    again.cookies = new Map(person.cookies);
    const first = await logInAt(start, 's-ada', callback);
    const second = await logInAt(start, 's-ada', callback);
    expect(second.searchParams.get('code')).not.toBe(first.searchParams.get('code'));

    expect((await comeBack(person, first)).status).toBe(302);
    expect((await comeBack(again, second)).status).toBe(401);
    expect(again.cookies.has('codegate')).toBe(false);
  });

  it('L8: a metadata service of a cloud is no issuer', async () => {
    for (const host of ['169.254.169.254', '[fd00:ec2::254]', 'metadata.google.internal']) {
      const sso = { issuer: `https://${host}`, clientId: 'x' };
      const { status, body } = await gateway.admin('PUT', '/api/auth/oidc/settings', sso);
      expect({ host, status, field: body.errors?.[0]?.field }).toEqual({
        ...{ host, status: 400, field: 'issuer' },
      });
    }
  });

  it('reports errors to browsers as a page, and to programs as a problem document', async () => {
    await setUp();
    const navigation = {
      'sec-fetch-site': 'cross-site',
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    };
    const browse = (person: Person, url: string) => person.ask('GET', url, undefined, navigation);
    const eve = new Person(gateway);
    const { pathname, search } = await logInAt(await leave(eve), 's-eve', callback);
    const refused = await browse(eve, pathname + search);
    const unknown = await browse(new Person(gateway), `${pathname}?code=x&state=y`);
    const evil = encodeURIComponent('<script>alert(1)</script>');
    const cancelled = new Person(gateway);
    await leave(cancelled);
    const denied = await browse(
      cancelled,
      `${pathname}?error=access_denied&error_description=${evil}&state=y`,
    );
    await setUp({ issuer: 'http://127.0.0.1:1' });
    const away = await browse(new Person(gateway), '/api/auth/oidc/login');

    const pages: [typeof refused, number, RegExp][] = [
      [refused, 403, /None of your groups has access\./],
      [unknown, 401, /was not started in this browser/],
      [denied, 401, /not logged in/],
      [away, 502, /provider/],
    ];
    for (const [{ status, body, headers }, expected, words] of pages) {
      expect(status).toBe(expected);
      expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(body).toMatch(words);
      expect(body).toContain('href="/api/auth/oidc/login"');
      expect(body).toContain(headers.get('x-request-id'));
      expect(body).not.toMatch(/<script|onerror|https?:/);
      const policy = headers.get('content-security-policy');
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'sha256-[^ ]+'; frame-ancestors 'none'/,
      );
      const style = /<style>(.*?)<\/style>/s.exec(body)?.[1] ?? '';
      expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    }
    const program = await new Person(gateway).ask('GET', '/api/auth/oidc/login');
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', 'x'])(
    'does not come back to %s',
    async (returnTo) => {
      const path = `/api/auth/oidc/login?returnTo=${encodeURIComponent(returnTo)}`;

      expect((await new Person(gateway).ask('GET', path)).status).toBe(400);
    },
  );

  it('reports a provider that does not respond', async () => {
    await setUp({ issuer: 'http://127.0.0.1:1' });

    expect((await new Person(gateway).ask('GET', '/api/auth/oidc/login')).status).toBe(502);
  });

  it('can be set by the environment, and cannot be changed then', async () => {
    const other = await startGateway({
      env: {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'codegate',
        OIDC_CLIENT_SECRET: clientSecret,
        OIDC_ROLE_MAP: 'cg-admins=admin, staff=viewer',
      },
    });
    const dto = await other.must('GET', '/api/auth/oidc/settings');
    const methods = await new Person(other).ask('GET', '/api/auth/methods');
    const removed = await other.admin('DELETE', '/api/auth/oidc/settings');
    await other.stop();

    expect(dto).toMatchObject({ source: 'env', hasClientSecret: true, roleMap, defaultRole: null });
    expect(methods.body.sso).toBe(true);
    expect(removed.status).toBe(409);
  });

  it('writes no secret into the log', () => {
    expect(gateway.output()).not.toContain(clientSecret);
  });
});
