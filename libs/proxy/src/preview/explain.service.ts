import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, GatewayError, type Clock } from '@codegate/kernel';
import { tierOf } from '@codegate/models';
import { planRoute } from '@codegate/routing';
import {
  ACCOUNT_HEALTH,
  ADMISSION,
  type AccountHealth,
  type Admission,
} from '@codegate/shared-state';
import { BudgetTracker } from '@codegate/usage';

import { Directory } from '../directory/directory.js';
import type { ProxyTenant } from '../directory/snapshot.js';
import type { ExplainDto, ExplainedTenantDto, ExplanationDto } from './explain.dto.js';

/** Explains which accounts would be tried for a request and why, with the same plan the proxy makes. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly directory: Directory,
    private readonly budgets: BudgetTracker,
    @Inject(ADMISSION) private readonly admission: Admission,
    @Inject(ACCOUNT_HEALTH) private readonly health: AccountHealth,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  explain(configId: string, dto: ExplainDto): ExplanationDto {
    const snapshot = this.directory.current();
    if (!snapshot.configs.has(configId)) {
      throw new GatewayError('not_found', `There is no config ${configId}`);
    }
    const { model, endpoint = 'messages' } = dto;
    const nowMs = this.clock.now();
    const tier = tierOf(model);
    const plan = planRoute(
      { endpoint, model, tier, allowsModel: null, configId, nowMs },
      snapshot,
      {
        admission: this.admission,
        health: this.health,
        spentMicroUsd: (id) => this.budgets.spentThisMonth(id, nowMs),
        // A preview leaves the round-robin order where it is.
        nextIndex: () => 0,
      },
    );
    return {
      configId,
      strategy: plan.strategy,
      endpoint,
      model,
      tier,
      candidates: plan.candidates.map(({ account, targetModel, reason, cooldown }) => ({
        accountId: account.id,
        accountName: account.name,
        provider: account.provider,
        targetModel,
        reason,
        coolingUntil: cooldown && new Date(cooldown.untilMs).toISOString(),
      })),
      refusals: plan.refusals.map(({ retryAfterMs, ...refusal }) => ({
        ...refusal,
        retryAfterSeconds: retryAfterMs && Math.ceil(retryAfterMs / 1000),
      })),
      tenant: dto.tenantId ? this.explainTenant(dto.tenantId, configId, nowMs) : null,
    };
  }

  private explainTenant(id: string, configId: string, nowMs: number): ExplainedTenantDto {
    const snapshot = this.directory.current();
    const tenants: ProxyTenant[] = [...snapshot.tenantsByKeyHash.values()];
    const tenant = tenants.find((one) => one.id === id);
    if (!tenant) {
      throw new GatewayError('invalid_request', `There is no tenant ${id}`, { field: 'tenantId' });
    }
    const waitMs = this.admission.waitForRequestMs(`tenant:${id}`, tenant.rateLimit, nowMs);
    return {
      id,
      name: tenant.name,
      enabled: tenant.enabled,
      usesThisConfig: (tenant.configId ?? snapshot.activeConfigId) === configId,
      freeInSeconds: Math.ceil(waitMs / 1000),
    };
  }
}
