import { isJsonObject, tryParseJson } from '@codegate/kernel';

import type { AlertRow, BudgetRow, ModelPriceRow, TenantKeyRow } from '../rows.js';
import { RawRowReader, type RawRow } from './raw-row.js';
import { readLimits } from './read-rows.js';

/** An unreadable list of scopes allows nothing: a damaged row must not give access. */
const nothing: readonly string[] = [];

export function readTenantKey(raw: RawRow): TenantKeyRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const tenantId = row.key('tenant_id');
  const keyHash = row.key('key_hash');
  if (id === null || tenantId === null || keyHash === null) return null;
  const scope = (column: string) =>
    row.text(column) === null ? null : (row.textList(column) ?? nothing);
  return {
    id,
    tenantId,
    keyHash,
    name: row.textOr('name', id),
    keyPrefix: row.textOr('key_prefix', ''),
    keyEnc: row.text('key_enc'),
    previousHash: row.key('previous_hash'),
    previousUntil: row.optionalTime('previous_until'),
    enabled: row.flag('enabled'),
    suspended: row.flag('suspended'),
    expiresAt: row.optionalTime('expires_at'),
    revokedAt: row.optionalTime('revoked_at'),
    lastUsedAt: row.optionalTime('last_used_at'),
    endpoints: scope('endpoints'),
    models: scope('models'),
    settings: readTexts(row.text('settings')),
    ...readLimits(row),
    createdBy: row.text('created_by'),
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
    problems: row.problems,
  };
}

/** Null for a budget of a kind this version does not know. */
export function readBudget(raw: RawRow): BudgetRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const subjectId = row.key('subject_id');
  const limitMicroUsd = row.integer('limit_micro_usd');
  const budget = {
    scope: row.word('scope', ['tenant', 'key', 'account'], ''),
    period: row.word('period', ['daily', 'monthly', 'total'], ''),
    enforcement: row.word('enforcement', ['strict', 'lenient', 'alert'], ''),
    counts: row.word('counts', ['cash', 'all'], ''),
  } as Pick<BudgetRow, 'scope' | 'period' | 'enforcement' | 'counts'>;
  if (id === null || subjectId === null || limitMicroUsd === null) return null;
  if (row.problems.length > 0) return null;
  return {
    id,
    subjectId,
    ...budget,
    limitMicroUsd,
    thresholds: readNumbers(row.text('thresholds')),
    timeZone: row.text('time_zone'),
    startsAt: row.time('starts_at'),
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
  };
}

export function readAlert(raw: RawRow): AlertRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  if (id === null) return null;
  return {
    id,
    once: row.textOr('once', id),
    kind: row.textOr('kind', ''),
    budgetId: row.text('budget_id'),
    scope: row.textOr('scope', ''),
    subjectId: row.text('subject_id'),
    subjectName: row.text('subject_name'),
    threshold: row.integer('threshold'),
    spentMicroUsd: row.integer('spent_micro_usd'),
    limitMicroUsd: row.integer('limit_micro_usd'),
    message: row.textOr('message', ''),
    deliveries: readTexts(row.text('deliveries')),
    acknowledgedAt: row.optionalTime('acknowledged_at'),
    createdAt: row.time('created_at'),
  };
}

export function readModelPrice(raw: RawRow): ModelPriceRow | null {
  const row = new RawRowReader(raw);
  const model = row.key('model');
  const input = row.number('input');
  const output = row.number('output');
  if (model === null || input === null || output === null) return null;
  return {
    model,
    input,
    output,
    cacheRead: row.number('cache_read'),
    cacheWrite: row.number('cache_write'),
    cacheWrite1h: row.number('cache_write_1h'),
    webSearch: row.number('web_search'),
    updatedAt: row.time('updated_at'),
  };
}

function readTexts(json: string | null): Readonly<Record<string, string>> {
  const value = json === null ? null : tryParseJson(json);
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function readNumbers(json: string | null): number[] {
  const value = json === null ? null : tryParseJson(json);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
}
