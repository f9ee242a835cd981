import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openData } from './support/databases.js';
import { startGateway, type Gateway } from './support/gateway.js';
import { aPassword, aPerson, Person } from './support/person.js';
import { eventually } from './support/setup.js';

const secret = 'sk-ant-very-secret-key-0001';
let gateway: Gateway;

beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
});

const events = async (query = '', on = gateway) =>
  (await on.must('GET', `/api/audit?limit=500&${query}`)).items as any[];
const verify = (on = gateway, query = '') => on.must('GET', `/api/audit/verify${query}`);
const anAccount = (more: object = {}) =>
  gateway.must('POST', '/api/accounts', {
    name: 'A',
    provider: 'anthropic',
    apiKey: secret,
    ...more,
  });
const exported = async (format: string) => {
  const response = await fetch(`${gateway.adminUrl}/api/audit/export?format=${format}`, {
    headers: { authorization: `Bearer test-admin-token-0123456789` },
  });
  return { type: response.headers.get('content-type'), text: await response.text() };
};

describe('the audit log', () => {
  it('records who changed what, from which address, before and after', async () => {
    const person = await aPerson(gateway, 'operator');
    const { id } = await anAccount();
    const change = await person.ask('PATCH', `/api/accounts/${id}`, { priority: 7 });
    await person.ask('DELETE', `/api/accounts/${id}`);

    const [deleted, updated, created] = await events(`target=${id}`);

    expect(created).toMatchObject({
      action: 'accounts.create',
      outcome: 'success',
      actor: { kind: 'environment', id: null, name: 'ADMIN_TOKEN' },
      before: null,
      after: { name: 'A', provider: 'anthropic', apiKey: '***' },
    });
    expect(updated).toMatchObject({
      action: 'accounts.update',
      actor: { kind: 'user', id: person.id, name: person.name },
      address: '127.0.0.1',
      requestId: change.headers.get('x-request-id'),
      before: { priority: 0 },
      after: { priority: 7 },
    });
    expect(deleted).toMatchObject({
      action: 'accounts.delete',
      before: { name: 'A' },
      after: null,
    });
  });

  it('shows that a secret was replaced, and no secret', async () => {
    const { id } = await anAccount();
    await gateway.must('PATCH', `/api/accounts/${id}`, { apiKey: `${secret}-2` });
    const tenant = await gateway.must('POST', '/api/tenants', { name: 'T' });
    const token = await gateway.must('POST', '/api/tokens', { name: 't', role: 'viewer' });

    const [replaced] = await events(`target=${id}`);

    expect(replaced).toMatchObject({ before: { apiKey: '***' }, after: { apiKey: '***' } });
    const all = (await exported('jsonl')).text;
    for (const one of [secret, tenant.apiKey, token.token, aPassword])
      expect(all).not.toContain(one);
  });

  it('does not contain requests that were refused', async () => {
    const text = 'write to canary.person@example.com';
    await gateway.must('POST', '/api/guardrails/test', { text });

    expect((await exported('jsonl')).text).not.toContain('canary.person');
  });

  it('has settings, failures and refusals', async () => {
    const viewer = await aPerson(gateway, 'viewer');
    await gateway.must('PATCH', '/api/settings', { logRetentionDays: 11 });
    await gateway.admin('PATCH', '/api/settings', { logRetentionDays: 0 });
    await viewer.ask('PATCH', '/api/settings', { logRetentionDays: 12 });

    const [refused, failed, done] = await events('action=settings');

    expect(done).toMatchObject({
      before: { logRetentionDays: 30 },
      after: { logRetentionDays: 11 },
    });
    expect(failed).toMatchObject({ outcome: 'failure', reason: 'invalid_request' });
    expect(refused).toMatchObject({
      outcome: 'failure',
      reason: 'forbidden',
      actor: { name: viewer.name },
    });
  });

  it('contains every login, successful or not, and no password', async () => {
    const person = await aPerson(gateway, 'viewer');
    await person.login(person.name, 'not the password');
    await person.login('somebody else', 'not the password');
    expect((await person.login('somebody\0else', 'not the password')).status).toBe(400);

    const logins = await events('action=auth.login');

    expect(logins[0]).toMatchObject({
      outcome: 'failure',
      reason: 'wrong_password',
      actor: { kind: 'user', id: null, name: 'somebody else' },
    });
    expect(logins[1]).toMatchObject({ outcome: 'failure', targetId: person.id });
    expect(logins[2]).toMatchObject({ outcome: 'success', actor: { id: person.id } });
    expect(JSON.stringify(logins)).not.toMatch(/not the password|long enough/);
  });

  it('is read page by page and by filter', async () => {
    const all = await events();
    const seen: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await gateway.must('GET', `/api/audit?limit=3${cursor && `&cursor=${cursor}`}`);
      expect(page.total).toBe(all.length);
      seen.push(...page.items.map(({ seq }: any) => seq));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(all.map(({ seq }) => seq));
    const failures = await events('outcome=failure');
    expect(failures).toEqual(all.filter(({ outcome }) => outcome === 'failure'));
    expect(await events('actor=ADMIN_TOKEN&action=accounts.create')).toEqual(
      all.filter(({ action }) => action === 'accounts.create'),
    );
    expect(await events(`to=${all.at(-1).at}`)).toEqual([]);
    expect((await gateway.admin('GET', '/api/audit?cursor=x')).status).toBe(400);
  });

  it('is exported as it was hashed, so that anybody can check it', async () => {
    const { type, text } = await exported('jsonl');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(type).toBe('application/x-ndjson');
    let prevHash = '';
    for (const [index, event] of lines.entries()) {
      const { hash, ...rest } = event;
      const order =
        'prevHash seq at actorKind actorId actorName action targetId outcome reason address requestId before after';
      const fields = order.split(' ').map((name) => rest[name]);
      expect(event.seq).toBe(index + 1);
      expect(event.prevHash).toBe(prevHash);
      expect(createHash('sha256').update(JSON.stringify(fields)).digest('hex')).toBe(hash);
      prevHash = hash;
    }
  });

  it('is exported as CSV without formulas for spreadsheets', async () => {
    await new Person(gateway).login('=cmd|"/c calc"!A1', 'not the password');

    const { type, text } = await exported('csv');

    expect(type).toMatch(/^text\/csv/);
    expect(text.split('\r\n')[0]).toMatch(/^seq,at,actorKind,/);
    expect(text).toContain(`"'=cmd|""/c calc""!A1"`);
  });

  it('is one chain, also with concurrent writes', async () => {
    const before = (await verify()).head.seq;
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        gateway.must('POST', '/api/tenants', { name: `at once ${i}` }),
      ),
    );

    const result = await verify();

    expect(result).toMatchObject({ valid: true, brokenAt: null, reason: null });
    expect(result.head.seq).toBe(Number(before) + 60);
    expect(result.checked).toBe(result.head.seq);
  });
});

describe('tampering', () => {
  const cases: [string, string, RegExp][] = [
    ['a changed event', "UPDATE audit_events SET actor_name = 'Eve' WHERE seq = 3", /was changed/],
    ['a changed detail', `UPDATE audit_events SET "after" = '{}' WHERE seq = 3`, /was changed/],
    ['a removed event', 'DELETE FROM audit_events WHERE seq = 3', /missing/],
    ['a removed beginning', 'DELETE FROM audit_events WHERE seq <= 2', /missing/],
    ['a removed end', 'DELETE FROM audit_events WHERE seq >= 5', /at the end are missing/],
    [
      'two events that changed places',
      'UPDATE audit_events SET seq = 99 WHERE seq = 2; UPDATE audit_events SET seq = 2 WHERE seq = 3; UPDATE audit_events SET seq = 3 WHERE seq = 99',
      /does not follow the previous/,
    ],
  ];

  it.each(cases)('%s shows', async (_, statement, reason) => {
    const before = await verify();
    expect(before.valid).toBe(true);
    const data = await openData(gateway.dataDir);
    await data.run('CREATE TEMP TABLE saved AS SELECT * FROM audit_events');

    await data.run(statement);

    const result = await verify();
    await data.run('DELETE FROM audit_events; INSERT INTO audit_events SELECT * FROM saved');
    await data.close();
    expect(result.valid).toBe(false);
    expect(result.reason).toMatch(reason);
    expect(await verify()).toEqual(before);
  });

  it('a rewritten chain is detected by a position that was noted elsewhere', async () => {
    const { head } = await verify();

    expect((await verify(gateway, `?seq=${head.seq}&hash=${head.hash}`)).valid).toBe(true);
    expect((await verify(gateway, `?seq=${head.seq}&hash=${'0'.repeat(64)}`)).valid).toBe(false);
    expect((await verify(gateway, `?seq=${Number(head.seq) + 1}`)).valid).toBe(false);
  });

  it('stays valid after retention: the chain stores where it begins', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'codegate-audit-'));
    const first = await startGateway({ dataDir });
    for (let i = 0; i < 6; i += 1) await first.must('POST', '/api/tenants', { name: `t ${i}` });
    await first.must('PATCH', '/api/settings', { auditRetentionDays: 1 });
    await first.stop();
    // Makes four events old: the whole chain gets new hashes, which only a writer of the database can do.
    const data = await openData(dataDir);
    const rows = await data.all('SELECT * FROM audit_events ORDER BY seq');
    let prev = '';
    for (const row of rows) {
      // A driver may give 64 bits as text.
      row.seq = Number(row.seq);
      if (row.seq <= 4) row.at = '2020-01-01 00:00:00.000';
      const fields = [
        prev,
        row.seq,
        row.at,
        row.actor_kind,
        row.actor_id,
        row.actor_name,
        row.action,
      ];
      fields.push(
        row.target_id,
        row.outcome,
        row.reason,
        row.address,
        row.request_id,
        row.before,
        row.after,
      );
      const hash = createHash('sha256').update(JSON.stringify(fields)).digest('hex');
      await data.run('UPDATE audit_events SET at = ?, prev_hash = ?, hash = ? WHERE seq = ?', [
        row.at,
        prev,
        hash,
        row.seq,
      ]);
      prev = hash;
    }
    await data.run("UPDATE settings SET value = ? WHERE key = 'audit_head'", [
      JSON.stringify({ seq: rows.length, hash: prev }),
    ]);
    await data.close();

    const second = await startGateway({ dataDir });
    const kept = await eventually(
      () => events('', second),
      ([newest]) => newest?.action === 'audit.retention',
    );
    const result = await verify(second);
    await second.stop();
    rmSync(dataDir, { recursive: true });

    expect(kept[0].after).toMatchObject({ days: 1, deleted: 4, anchorSeq: 4 });
    expect(kept.at(-1).seq).toBe(5);
    expect(result).toMatchObject({ valid: true, anchor: { seq: 4 }, checked: rows.length - 3 });
  });
});
