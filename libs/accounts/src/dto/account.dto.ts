import type { AccountRow, RowProblem } from '@codegate/database';
import { maskSecret, toIsoTime, toUsd } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';
import { providerOf } from '@codegate/providers';
import type { AccountVault } from '@codegate/vault';

import type { CooldownDto } from './cooldown.dto.js';

/** A stored value that is invalid. */
export class RowProblemDto {
  column: string;
  reason: string;
}

/** An account with masked secrets. */
export class AccountDto {
  id: string;
  name: string;
  provider: string;
  authType: string;
  /** First and last characters, or null when there is no key. */
  apiKey: string | null;
  /** `***`, or null when there is none. */
  refreshToken: string | null;
  tokenExpiresAt: string | null;
  /** The base URL that is used; null when there is none. */
  baseUrl: string | null;
  /** Whether baseUrl is the provider's default. */
  isDefaultBaseUrl: boolean;
  /** The wire formats that are used. */
  dialects: string[];
  /** Whether dialects are the provider's default. */
  isDefaultDialects: boolean;
  priority: number;
  rateLimit: number;
  monthlyBudget: number | null;
  enabled: boolean;
  subscriptionType: string | null;
  accountEmail: string | null;
  externalAccountId: string | null;
  /** The result of the last request. */
  status: string;
  lastUsedAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  errorCount: number;
  /** Whether a stored secret cannot be decrypted with the current keys. */
  decryptError: boolean;
  /** Invalid stored values; safe defaults are used instead. */
  problems: RowProblemDto[];
  /** Active cooldowns of the account and of its models, with reason and end. */
  cooldowns: CooldownDto[];
  createdAt: string | null;
  updatedAt: string | null;
}

export function toAccountDto(
  row: AccountRow,
  vault: Pick<AccountVault, 'tryDecrypt'>,
  cooldowns: CooldownDto[],
): AccountDto {
  const apiKey = vault.tryDecrypt(row.apiKeyEnc);
  const refreshToken = vault.tryDecrypt(row.refreshTokenEnc);
  const provider = providerOf(row);
  const dialects: readonly Dialect[] = provider?.dialects ?? [];
  return {
    id: row.id,
    name: row.name,
    provider: row.provider,
    authType: row.authType,
    apiKey: 'secret' in apiKey ? apiKey.secret && maskSecret(apiKey.secret) : '***',
    refreshToken: 'secret' in refreshToken && refreshToken.secret === null ? null : '***',
    tokenExpiresAt:
      row.tokenExpiresAtMs === null ? null : new Date(row.tokenExpiresAtMs).toISOString(),
    baseUrl: row.baseUrl ?? provider?.baseUrl ?? null,
    isDefaultBaseUrl: row.baseUrl === null,
    dialects: [...(row.dialects ?? dialects)],
    isDefaultDialects: row.dialects === null,
    priority: row.priority,
    rateLimit: row.rateLimit,
    monthlyBudget: row.monthlyBudgetMicroUsd === null ? null : toUsd(row.monthlyBudgetMicroUsd),
    enabled: row.enabled,
    subscriptionType: row.subscriptionType,
    accountEmail: row.accountEmail,
    externalAccountId: row.externalAccountId,
    status: row.status,
    lastUsedAt: toIsoTime(row.lastUsedAt),
    lastError: row.lastError,
    lastErrorAt: toIsoTime(row.lastErrorAt),
    errorCount: row.errorCount,
    decryptError: 'unreadable' in apiKey || 'unreadable' in refreshToken,
    problems: [...row.problems, ...furtherProblems(row, provider !== undefined)],
    cooldowns,
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
  };
}

function furtherProblems(row: AccountRow, isKnown: boolean): RowProblem[] {
  const problems: RowProblem[] = [];
  if (!isKnown) {
    problems.push({ column: 'provider', reason: 'is unknown, and there is no base URL' });
  }
  if (row.baseUrl !== null && !URL.canParse(row.baseUrl)) {
    problems.push({ column: 'base_url', reason: 'is not a URL' });
  }
  return problems;
}
