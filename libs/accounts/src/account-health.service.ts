import { Inject, Injectable } from '@nestjs/common';

import { AccountsRepository } from '@codegate/database';
import { CLOCK, toUsd, toUtcText, type Clock } from '@codegate/kernel';
import { providerOf } from '@codegate/providers';
import { windowKey } from '@codegate/routing';
import {
  ACCOUNT_HEALTH,
  ADMISSION,
  type AccountHealth,
  type Admission,
} from '@codegate/shared-state';
import { BudgetTracker } from '@codegate/usage';

import { AccountsService } from './accounts.service.js';
import type { AccountHealthDto } from './dto/account-health.dto.js';
import type { AccountTestDto } from './dto/account-test.dto.js';
import type { AccountDto } from './dto/account.dto.js';
import { AccountClient } from './upstream/account-client.js';

/** The health of an account: what its last requests have shown, and the result of a test request. */
@Injectable()
export class AccountHealthService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly repository: AccountsRepository,
    private readonly client: AccountClient,
    private readonly budgets: BudgetTracker,
    @Inject(ADMISSION) private readonly admission: Admission,
    @Inject(ACCOUNT_HEALTH) private readonly accountHealth: AccountHealth,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async health(id: string): Promise<AccountHealthDto> {
    const account = await this.accounts.get(id);
    const nowMs = this.clock.now();
    const window = windowKey(id);
    const waitMs = this.admission.waitForRequestMs(window, account.rateLimit, nowMs);
    const view = {
      cooldowns: account.cooldowns,
      rateWindow: {
        used: this.admission.windowOf('requests', window, nowMs).taken,
        limit: account.rateLimit,
        freeInSeconds: Math.ceil(waitMs / 1000),
      },
      spend: {
        monthUsd: toUsd(this.budgets.spentThisMonth(id, nowMs)),
        budgetUsd: account.monthlyBudget,
      },
    };
    const reason = whyUnavailable(account, view);
    return {
      id,
      name: account.name,
      enabled: account.enabled,
      available: reason === null,
      reason,
      status: account.status,
      lastUsedAt: account.lastUsedAt,
      lastError: account.lastError,
      lastErrorAt: account.lastErrorAt,
      errorCount: account.errorCount,
      decryptError: account.decryptError,
      ...view,
    };
  }

  /** Makes one real call to the provider; a success ends the cooldowns of the account. */
  async test(id: string): Promise<AccountTestDto> {
    const row = await this.accounts.find(id);
    const startedMs = this.clock.now();
    const { success, message, status } = await this.client.probe(row);
    const nowMs = this.clock.now();
    await this.repository.setOutcome(id, {
      status: success ? 'active' : statusAfter(status),
      error: success ? null : message,
      at: toUtcText(nowMs),
    });
    if (success) this.accountHealth.clear(id, nowMs);
    return { success, message, latencyMs: nowMs - startedMs };
  }
}

function statusAfter(status: number | null): string {
  if (status === 401) return 'expired';
  return status === 429 ? 'rate_limited' : 'error';
}

function whyUnavailable(
  account: AccountDto,
  view: Pick<AccountHealthDto, 'cooldowns' | 'rateWindow' | 'spend'>,
): string | null {
  const { spend, rateWindow, cooldowns } = view;
  const cooldown = cooldowns.find(({ scope }) => scope === 'account');
  if (!account.enabled) return 'The account is disabled';
  if (account.decryptError) return 'A stored secret cannot be decrypted';
  if (account.apiKey === null && !providerOf(account)?.keyIsOptional)
    return 'The account has no key';
  if (spend.budgetUsd && spend.monthUsd >= spend.budgetUsd) {
    return 'The monthly budget is used up';
  }
  if (rateWindow.freeInSeconds > 0) return 'The rate limit of the account is reached';
  return cooldown ? `In cooldown until ${cooldown.until}: ${cooldown.reason}` : null;
}
