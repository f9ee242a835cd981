import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { sha256Hex } from '@codegate/kernel';

import type { AuditEntry, UserRow } from '../identity-rows.js';
import type { Database } from '../database.js';
import { databaseKinds, openTestDatabase } from '../testing/test-databases.js';
import { ApiTokensRepository } from './api-tokens.repository.js';
import { AuditRepository, type SealEntry } from './audit.repository.js';
import { reencryptColumns } from './reencrypt-columns.js';
import { SsoProvidersRepository } from './sso-providers.repository.js';
import { UserSessionsRepository } from './user-sessions.repository.js';
import { UsersRepository } from './users.repository.js';

const at = '2026-11-20 10:00:00.000';

const aUser = (row: Partial<UserRow> = {}): UserRow => ({
  id: 'u1',
  name: 'Ada',
  email: null,
  role: 'viewer',
  tenantIds: [],
  passwordHash: 'hash',
  totpSecretEnc: null,
  totpEnabled: false,
  totpLastStep: null,
  recoveryCodes: [],
  ssoIssuer: null,
  ssoSubject: null,
  enabled: true,
  lastLoginAt: null,
  createdAt: at,
  updatedAt: at,
  ...row,
});

const anEntry = (row: Partial<AuditEntry> = {}): AuditEntry => ({
  at,
  actorKind: 'user',
  actorId: 'u1',
  actorName: 'Ada',
  action: 'accounts.update',
  targetId: 'a1',
  outcome: 'success',
  reason: null,
  address: null,
  requestId: null,
  before: null,
  after: '{"name":"\\ud800 half"}',
  ...row,
});

const seal: SealEntry = (entry, before) => ({
  ...entry,
  seq: before.seq + 1,
  prevHash: before.hash,
  hash: sha256Hex(before.hash + JSON.stringify(entry)),
});

describe.each(databaseKinds)('identity on %s', (kind) => {
  let database: Database;
  let close: () => Promise<void>;
  beforeEach(async () => {
    ({ database, close } = await openTestDatabase(kind));
  });
  afterEach(() => close());

  it('keeps users as they were written, and finds them by name and address in any case', async () => {
    const users = new UsersRepository(database);
    const ada = aUser({
      email: 'ada@example.com',
      tenantIds: ['t1', 't2'],
      totpEnabled: true,
      totpLastStep: 57_000_000,
      recoveryCodes: ['c'],
    });
    await users.insert(ada);

    expect(await users.find('u1')).toEqual(ada);
    expect(await users.findByLogin('ADA')).toEqual(ada);
    expect(await users.findByLogin('Ada@Example.com')).toEqual(ada);
    expect(await users.findByLogin('nobody')).toBeNull();
    await expect(users.insert(aUser({ id: 'u2', name: 'aDa' }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('makes one first owner, however many come at once', async () => {
    const users = new UsersRepository(database);
    const tries = ['a', 'b', 'c', 'd'].map((id) =>
      users.insertFirstOwner(aUser({ id, name: id, role: 'owner' })),
    );

    const results = await Promise.allSettled(tries);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await users.list()).toHaveLength(1);
    expect(await users.hasOwner()).toBe(true);
  });

  it('keeps an owner, also when two of them go at the same time', async () => {
    const users = new UsersRepository(database);
    await users.insert(aUser({ id: 'a', name: 'a', role: 'owner' }));
    await users.insert(aUser({ id: 'b', name: 'b', role: 'owner' }));

    const results = await Promise.allSettled([users.delete('a', true), users.delete('b', true)]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [last] = await users.list();
    await expect(users.update(last!.id, { enabled: false }, true)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await users.find(last!.id))?.enabled).toBe(true);
  });

  it('takes a code and a recovery code once, however often it comes', async () => {
    const users = new UsersRepository(database);
    await users.insert(aUser({ recoveryCodes: ['x', 'y'] }));
    const truths = async (tries: Promise<boolean>[]) =>
      (await Promise.all(tries)).filter(Boolean).length;

    expect(await truths([1, 1, 1].map(() => users.takeTotpStep('u1', 7)))).toBe(1);
    expect(await users.takeTotpStep('u1', 6)).toBe(false);
    expect(await truths([1, 1, 1].map(() => users.takeRecoveryCode('u1', 'x')))).toBe(1);
    expect((await users.find('u1'))?.recoveryCodes).toEqual(['y']);
  });

  it('lets sessions and tokens go with their user', async () => {
    const users = new UsersRepository(database);
    const sessions = new UserSessionsRepository(database);
    const tokens = new ApiTokensRepository(database);
    await users.insert(aUser());
    const session = {
      ...{ id: 's1', secretHash: 'h', userId: 'u1', createdAt: at, lastSeenAt: at },
      ...{ expiresAt: '2026-11-27 10:00:00.000', address: null, userAgent: null },
    };
    const token = {
      ...{ id: 't1', name: 't', tokenHash: 'h', tokenPrefix: 'cga_', userId: 'u1' },
      ...{ parentId: null, adminTokenFingerprint: null },
      ...{ permissions: ['a:b'], tenantIds: null, expiresAt: null, lastUsedAt: null },
      ...{ revokedAt: null, createdAt: at },
    };
    await sessions.insert(session);
    await tokens.insert(token);
    expect(await sessions.findBySecretHash('h')).toEqual(session);
    expect(await tokens.findByHash('h')).toEqual(token);
    await tokens.recordUses(new Map([['t1', at]]));
    expect((await tokens.find('t1'))?.lastUsedAt).toBe(at);

    expect(await users.hasOwner()).toBe(false);
    await users.delete('u1', false);

    expect(await sessions.findBySecretHash('h')).toBeNull();
    expect(await tokens.findByHash('h')).toBeNull();
  });

  it('M4: revokes a token with all tokens made with it, and lists them with it', async () => {
    const tokens = new ApiTokensRepository(database);
    const made = (id: string, parentId: string | null) =>
      tokens.insert({
        ...{ id, name: id, tokenHash: id, tokenPrefix: 'cga_', userId: null, parentId },
        ...{ adminTokenFingerprint: null, permissions: [], tenantIds: null, expiresAt: null },
        ...{ lastUsedAt: null, revokedAt: null, createdAt: at },
      });
    await made('root', null);
    await made('child', 'root');
    await made('grandchild', 'child');
    await made('other', null);
    const idsOf = async (tokenId: string) =>
      (await tokens.page({ limit: 10, offset: 0 }, { tokenId })).items.map(({ id }) => id).sort();
    const isRevoked = async (id: string) => (await tokens.find(id))?.revokedAt === at;

    expect(await idsOf('root')).toEqual(['child', 'grandchild', 'root']);
    expect(await idsOf('child')).toEqual(['child', 'grandchild']);
    const grandchild = await tokens.find('grandchild');
    expect((await tokens.ancestorsOf(grandchild!)).map(({ id }) => id)).toEqual(['child', 'root']);

    await tokens.revoke('child', at);

    expect(await Promise.all(['root', 'child', 'grandchild', 'other'].map(isRevoked))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('M6: binds tokens without a fingerprint once', async () => {
    const tokens = new ApiTokensRepository(database);
    await tokens.insert({
      ...{ id: 't1', name: 't', tokenHash: 'h', tokenPrefix: 'cga_', userId: null },
      ...{ parentId: null, adminTokenFingerprint: null },
      ...{ permissions: [], tenantIds: null, expiresAt: null, lastUsedAt: null },
      ...{ revokedAt: null, createdAt: at },
    });

    await tokens.bindToAdminToken('first');
    await tokens.bindToAdminToken('second');

    expect((await tokens.find('t1'))?.adminTokenFingerprint).toBe('first');
  });

  it('M20: never reads a damaged end of a token as no end', async () => {
    const tokens = new ApiTokensRepository(database);
    await tokens.insert({
      ...{ id: 't1', name: 't', tokenHash: 'h', tokenPrefix: 'cga_', userId: null },
      ...{ parentId: null, adminTokenFingerprint: null },
      ...{ permissions: [], tenantIds: null, expiresAt: null, lastUsedAt: null },
      ...{ revokedAt: null, createdAt: at },
    });
    await database.write((manager) =>
      manager.query(`UPDATE api_tokens SET expires_at = 'soon', revoked_at = 'yes'`),
    );

    expect(await tokens.find('t1')).toMatchObject({
      expiresAt: '1970-01-01 00:00:00.000',
      revokedAt: '1970-01-01 00:00:00.000',
    });
  });

  it('never reads a damaged limit of a token as no limit', async () => {
    const tokens = new ApiTokensRepository(database);
    await tokens.insert({
      ...{ id: 't1', name: 't', tokenHash: 'h', tokenPrefix: 'cga_', userId: null },
      ...{ parentId: null, adminTokenFingerprint: null },
      ...{ permissions: [], tenantIds: ['x'], expiresAt: null, lastUsedAt: null },
      ...{ revokedAt: null, createdAt: at },
    });
    await database.write((manager) => manager.query(`UPDATE api_tokens SET tenant_ids = '{'`));

    expect((await tokens.find('t1'))?.tenantIds).toEqual([]);
  });

  it('writes one chain of events, however many write at once', async () => {
    // Two repositories, as two gateways have them.
    const [one, two] = [new AuditRepository(database), new AuditRepository(database)];
    const entries = Array.from({ length: 30 }, (_, i) => anEntry({ targetId: `a${i}` }));

    await Promise.all(entries.map((entry, i) => (i % 2 ? one : two).append([entry], seal)));

    const events = await one.following(0, 100);
    expect(events.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
    events.reduce((prevHash, event) => {
      expect(event.prevHash).toBe(prevHash);
      return event.hash;
    }, '');
    expect((await one.ends()).head).toEqual({ seq: 30, hash: events.at(-1)?.hash });
    const { seq, prevHash, hash, ...stored } = events[0]!;
    expect([seq, prevHash, hash.length]).toEqual([1, '', 64]);
    expect(entries).toContainEqual(stored);
  });

  it('finds events by group of actions, and page by page', async () => {
    const audit = new AuditRepository(database);
    const actions = ['accounts.create', 'accounts.update', 'accounts-x.create', 'auth.login'];
    await audit.append(
      actions.map((action) => anEntry({ action })),
      seal,
    );
    const found = async (action: string) =>
      (await audit.page({ action }, null, 10)).map((event) => event.action);

    expect(await found('accounts')).toEqual(['accounts.update', 'accounts.create']);
    expect(await found('auth.login')).toEqual(['auth.login']);
    expect((await audit.page({}, 3, 1)).map(({ seq }) => seq)).toEqual([2]);
    expect(await audit.count({ actor: 'Ada' })).toBe(4);
  });

  it('deletes old events, remembers where the chain begins, and keeps the newest', async () => {
    const audit = new AuditRepository(database);
    const days = ['01', '02', '03'].map((day) => anEntry({ at: `2026-11-${day} 10:00:00.000` }));
    const events = await audit.append(days, seal);

    expect(await audit.prune('2026-10-01 00:00:00.000')).toBeNull();
    const pruned = await audit.prune('2027-01-01 00:00:00.000');

    expect(pruned).toEqual({ deleted: 2, anchor: { seq: 2, hash: events[1]?.hash } });
    expect((await audit.following(0, 10)).map(({ seq }) => seq)).toEqual([3]);
    expect((await audit.append([anEntry()], seal))[0]?.seq).toBe(4);
  });

  it('encrypts the second factors and the client secret again when the key changes', async () => {
    const users = new UsersRepository(database);
    const providers = new SsoProvidersRepository(database);
    await users.insert(aUser({ totpSecretEnc: 'old:totp' }));
    await providers.save({
      ...{ issuer: 'https://idp.example', clientId: 'c', clientSecretEnc: 'old:client' },
      ...{
        scopes: 'openid',
        groupsClaim: 'groups',
        roleMap: '[]',
        defaultRole: null,
        updatedAt: at,
      },
    });

    await database.write((manager) =>
      reencryptColumns(manager, (stored) => stored.replace('old:', 'new:')),
    );

    expect((await users.find('u1'))?.totpSecretEnc).toBe('new:totp');
    expect((await providers.find())?.clientSecretEnc).toBe('new:client');
  });
});
