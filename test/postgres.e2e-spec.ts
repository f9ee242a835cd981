import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { createDatabase, dropDatabase, postgresServer } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { aPerson, Person } from './support/person.js';
import { addAccount, addConfig, aMessage, call, eventually, usageOf } from './support/setup.js';
import { startUpstream, type Upstream } from './support/upstream.js';

const onPostgres = postgresServer === undefined ? describe.skip : describe;

onPostgres('the gateway on PostgreSQL', () => {
  let env: Record<string, string>;
  let gateway: Gateway;
  let upstream: Upstream;

  beforeAll(async () => {
    env = { DATABASE_URL: await createDatabase(postgresServer!) };
    upstream = await startUpstream();
    gateway = await startGateway({ env });
  });
  afterAll(async () => {
    await gateway.stop();
    await upstream.stop();
    await dropDatabase(env['DATABASE_URL']!);
  });

  it('serves a request from account to usage row and log', async () => {
    const { id } = await addAccount(gateway, upstream);
    await addConfig(gateway, [id]);
    const { apiKey } = await gateway.must('POST', '/api/tenants', { name: 'Team' });
    await gateway.must('PUT', '/api/settings', { requestLogging: true });

    const headers = { 'x-api-key': apiKey };
    expect((await call(gateway, '/v1/messages', aMessage(), headers)).status).toBe(200);
    await (await call(gateway, '/v1/messages', aMessage({ stream: true }), headers)).text();

    expect(await usageOf(gateway, 2)).toMatchObject({ requests: 2, inputTokens: 24 });
    const { items } = await eventually(
      () => gateway.must('GET', '/api/logs'),
      ({ total }) => total === 2,
    );
    expect(items).toMatchObject([{ isStream: true }, { isStream: false }]);
  });

  it('keeps guardrail tokens and their values', async () => {
    await gateway.must('PUT', '/api/privacy', { enabled: true });
    const pem = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(4)}\n-----END PRIVATE KEY-----`;
    const { apiKey } = await gateway.must('POST', '/api/tenants', { name: 'Guarded' });
    const body = aMessage({ messages: [{ role: 'user', content: pem }] });
    await call(gateway, '/v1/messages', body, { 'x-api-key': apiKey });

    expect(upstream.requests.at(-1)?.body).not.toContain('QUJDREVGR0hJ');
    const { items } = await eventually(
      () => gateway.must('GET', '/api/privacy/mappings'),
      ({ total }) => total > 0,
    );
    expect(items[0]).toMatchObject({ category: 'private_key' });
  });

  it('loads a change that another gateway on the same database made', async () => {
    const other = await startGateway({
      env: { ...env, CODEGATE_ROLE: 'proxy' },
      dataDir: gateway.dataDir,
    });
    const { apiKey } = await gateway.must('POST', '/api/tenants', { name: 'Late' });

    const status = await eventually(
      async () => (await call(other, '/v1/messages', aMessage(), { 'x-api-key': apiKey })).status,
      (code) => code === 200,
    );
    expect(status).toBe(200);
    await other.stop();
  });

  it('serves two gateways with data directories of their own: one audit chain, shared sessions', async () => {
    const database = { DATABASE_URL: await createDatabase(postgresServer!) };
    // Each directory would have a key of its own.
    const shared = {
      ...database,
      ACCOUNT_KEY: 'a shared passphrase',
      GUARDRAIL_KEY: 'another one',
    };
    const [one, two] = await Promise.all([
      startGateway({ env: shared }),
      startGateway({ env: shared }),
    ]);
    const person = await aPerson(one, 'admin');
    const elsewhere = new Person(two);
    elsewhere.cookies = person.cookies;
    expect((await elsewhere.ask('GET', '/api/auth/me')).body.name).toBe(person.name);

    await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        (i % 2 ? one : two).must('POST', '/api/tenants', { name: `t ${i}` }),
      ),
    );

    for (const each of [one, two]) {
      const result = await each.must('GET', '/api/audit/verify');
      expect(result).toMatchObject({ valid: true, head: { seq: 42 }, checked: 42 });
    }
    const outputs = one.output() + two.output();
    expect(outputs.match(/this process is the leader/g)).toHaveLength(1);
    await Promise.all([one.stop(), two.stop()]);
    await dropDatabase(database.DATABASE_URL);
  }, 60_000);

  it('stops with a clear line when the database cannot be reached', async () => {
    const start = startGateway({
      env: { DATABASE_URL: 'postgres://nobody:the-password@127.0.0.1:1/none' },
    });

    await expect(start).rejects.toThrow(/DATABASE_URL cannot be reached/);
    await expect(start).rejects.not.toThrow(/the-password/);
  });
});
