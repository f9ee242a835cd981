import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sha256Hex } from '@codegate/kernel';

import { KeyIndex } from './key-index.js';
import { resolvedOf, settingsKeyOf, SettingsResolver } from './settings-resolver.js';
import type { KeyEntry, ProxyTenant } from './snapshot.js';
import {
  TenantIndex,
  type KeySource,
  type TenantChanges,
  type TenantKeys,
  type TenantSource,
} from './tenant-index.js';

const limits = { rateLimit: 0, tokensPerMinute: 0, maxConcurrent: 0 };
const empty: TenantKeys = { tenantsByKeyHash: new KeyIndex(), keysByHash: new KeyIndex() };
const resolver = new SettingsResolver(new Map());

const aTenant = (id: string, source: Partial<TenantSource> = {}): TenantSource => ({
  ...limits,
  id,
  name: id,
  enabled: true,
  configId: null,
  keyHash: sha256Hex(id),
  settings: {},
  settingsKey: settingsKeyOf(source.settings ?? {}),
  ...source,
});

const aKey = (id: string, tenantId: string, source: Partial<KeySource> = {}): KeySource => ({
  tenantId,
  key: { ...limits, id, name: id, endpoints: null, models: null },
  hashes: [{ hash: sha256Hex(id), untilMs: Infinity }],
  settings: {},
  ...source,
});

const changes = (
  tenants: Record<string, TenantSource | null>,
  keys: Record<string, KeySource | null> = {},
): TenantChanges => ({
  tenants: new Map(Object.entries(tenants)),
  keys: new Map(Object.entries(keys)),
});

const isLogging = ({ keysByHash }: TenantKeys, key: string) => {
  const settingsKey = keysByHash.get(sha256Hex(key))?.tenant.settingsKey ?? 'no such key';
  return resolvedOf(resolver.resolved, settingsKey).settings.requestLogging;
};

describe('TenantIndex', () => {
  it('replaces only the entries of a changed tenant', async () => {
    const index = new TenantIndex();
    const tenants = { a: aTenant('a'), b: aTenant('b') };
    const keys = { a1: aKey('a1', 'a'), b1: aKey('b1', 'b') };
    const before = await index.change(empty, changes(tenants, keys), resolver);

    const settings = { request_logging: 'true' };
    const after = await index.change(before, changes({ a: aTenant('a', { settings }) }), resolver);

    expect(isLogging(after, 'a1')).toBe(true);
    expect(after.keysByHash.get(sha256Hex('b1'))).toBe(before.keysByHash.get(sha256Hex('b1')));
    expect(isLogging(before, 'a1')).toBe(false);
  });

  it('shares the tenant with keys without settings, and resolves settings of keys that have them', async () => {
    const index = new TenantIndex();
    const keys = {
      a1: aKey('a1', 'a'),
      a2: aKey('a2', 'a', { settings: { request_logging: 'true' } }),
    };
    const made = await index.change(empty, changes({ a: aTenant('a') }, keys), resolver);

    expect(made.keysByHash.get(sha256Hex('a1'))?.tenant).toBe(
      made.tenantsByKeyHash.get(sha256Hex('a')),
    );
    expect([isLogging(made, 'a1'), isLogging(made, 'a2')]).toEqual([false, true]);
  });

  it('resolves the settings of all callers again under other global settings', async () => {
    const index = new TenantIndex();
    const tenants = { a: aTenant('a', { settings: { anonymize_logs: 'false' } }) };
    const keys = { a1: aKey('a1', 'a', { settings: { request_logging: 'true' } }) };
    const made = await index.change(empty, changes(tenants, keys), resolver);

    const other = new SettingsResolver(new Map([['anonymize_logs', 'true']]));
    await index.resolveAll(other);

    for (const { tenant } of made.keysByHash.values()) {
      expect(resolvedOf(other.resolved, tenant.settingsKey).settings).toMatchObject({
        requestLogging: true,
        anonymizeLogs: false,
      });
    }
    expect(other.resolved.size).toBe(2);
  });

  it('drops the keys of a deleted tenant, and adds a key that came before its tenant', async () => {
    const index = new TenantIndex();
    const early = await index.change(empty, changes({}, { a1: aKey('a1', 'a') }), resolver);
    expect(early.keysByHash.size).toBe(0);

    const complete = await index.change(early, changes({ a: aTenant('a') }), resolver);
    expect(complete.keysByHash.get(sha256Hex('a1'))?.tenant.id).toBe('a');

    const gone = await index.change(complete, changes({ a: null }), resolver);
    expect([gone.tenantsByKeyHash.size, gone.keysByHash.size, index.tenantCount]).toEqual([
      0, 0, 0,
    ]);
  });

  it('after any changes equals an index that is loaded from the start', async () => {
    const hash = fc.nat(5).map((n) => sha256Hex(`rotated ${n}`));
    const settings = fc.constantFrom<Record<string, string>>({}, { request_logging: 'true' });
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('tenant' as const),
        id: fc.nat(3),
        settings,
        isGone: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('key' as const),
        id: fc.nat(5),
        settings,
        isGone: fc.boolean(),
        before: fc.option(hash),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step)), async (batches) => {
        const index = new TenantIndex();
        let keys = empty;
        const stored = {
          tenants: new Map<string, TenantSource>(),
          keys: new Map<string, KeySource>(),
        };
        for (const batch of batches) {
          const changed = changes({}) as {
            tenants: Map<string, TenantSource | null>;
            keys: Map<string, KeySource | null>;
          };
          for (const one of batch) {
            const id = `${one.kind} ${one.id}`;
            if (one.kind === 'tenant') {
              changed.tenants.set(id, one.isGone ? null : aTenant(id, { settings: one.settings }));
            } else {
              const own = { hash: sha256Hex(id), untilMs: Infinity };
              // A hash belongs to one row.
              const isTaken = [...stored.keys].some(
                ([other, { hashes }]) => other !== id && hashes.some((h) => h.hash === one.before),
              );
              const hashes =
                one.before && !isTaken && changed.keys.size === 0
                  ? [own, { hash: one.before, untilMs: 1 }]
                  : [own];
              const source = aKey(id, `tenant ${one.id % 4}`, { settings: one.settings, hashes });
              changed.keys.set(id, one.isGone ? null : source);
            }
          }
          for (const [id, source] of changed.keys) {
            if (source) stored.keys.set(id, source);
            else stored.keys.delete(id);
          }
          for (const [id, source] of changed.tenants) {
            if (source) stored.tenants.set(id, source);
            else {
              stored.tenants.delete(id);
              for (const [keyId, key] of stored.keys) {
                if (key.tenantId === id) stored.keys.delete(keyId);
              }
            }
          }
          keys = await index.change(keys, changed, resolver);
          const fresh = await new TenantIndex().change(empty, stored, resolver);
          expect(toPlain(keys)).toEqual(toPlain(fresh));
        }
      }),
    );
  });
});

function toPlain({ tenantsByKeyHash, keysByHash }: TenantKeys) {
  const text = (value: ProxyTenant | KeyEntry) => JSON.stringify(value);
  return {
    tenants: [...tenantsByKeyHash.values()].map(text).sort(),
    keys: [...keysByHash.values()].map(text).sort(),
    sizes: [tenantsByKeyHash.size, keysByHash.size],
  };
}
