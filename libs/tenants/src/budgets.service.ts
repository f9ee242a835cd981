import { Inject, Injectable } from '@nestjs/common';

import { type Actor, seesTenant } from '@codegate/access';
import {
  AccountsRepository,
  BudgetsRepository,
  TenantKeysRepository,
  TenantsRepository,
  type BudgetRow,
} from '@codegate/database';
import {
  CLOCK,
  definedOf,
  fromIsoTime,
  GatewayError,
  newId,
  toMicroUsd,
  toUtcText,
  type Clock,
} from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';
import { BudgetTracker } from '@codegate/usage';

import type { BudgetQuery } from './dto/budget-query.dto.js';
import { toBudgetDto, type BudgetDto, type BudgetListDto } from './dto/budget.dto.js';
import type { CreateBudgetDto } from './dto/create-budget.dto.js';
import type { UpdateBudgetDto } from './dto/update-budget.dto.js';

const usualThresholds = [50, 80, 95];

/** What tenants, keys and accounts may spend, and what they have spent. */
@Injectable()
export class BudgetsService {
  constructor(
    private readonly budgets: BudgetsRepository,
    private readonly tenants: TenantsRepository,
    private readonly keys: TenantKeysRepository,
    private readonly accounts: AccountsRepository,
    private readonly tracker: BudgetTracker,
    private readonly changes: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(query: BudgetQuery, actor: Actor): Promise<BudgetListDto> {
    const { subject: subjectId, ...same } = query;
    const { tenantIds } = actor;
    const { items, total } = await this.budgets.page({ ...same, subjectId, tenantIds });
    return { items: items.map((row) => this.toDto(row)), total };
  }

  async get(id: string): Promise<BudgetDto> {
    const row = await this.budgets.find(id);
    if (!row) throw notFound(id);
    return this.toDto(row);
  }

  /** As `get`, for an actor who may see some tenants only. */
  async show(id: string, actor: Actor): Promise<BudgetDto> {
    const row = await this.budgets.find(id);
    if (!row || !(await this.sees(actor, row))) throw notFound(id);
    return this.toDto(row);
  }

  async create(dto: CreateBudgetDto): Promise<BudgetDto> {
    const { scope, subjectId, period, limitUsd } = dto;
    await this.checkSubject(scope, subjectId);
    const id = newId();
    const nowMs = this.clock.now();
    const startsAtMs = fromIsoTime(dto.startsAt) ?? (period === 'total' ? nowMs : 0);
    await this.budgets.insert({
      id,
      scope,
      subjectId,
      period,
      limitMicroUsd: toMicroUsd(limitUsd),
      enforcement: dto.enforcement ?? 'strict',
      counts: dto.counts ?? 'cash',
      thresholds: sorted(dto.thresholds ?? usualThresholds),
      timeZone: dto.timeZone ?? null,
      startsAt: toUtcText(startsAtMs),
      createdAt: toUtcText(nowMs),
      updatedAt: toUtcText(nowMs),
    });
    await this.changes.applyRecorded();
    return await this.get(id);
  }

  async update(id: string, dto: UpdateBudgetDto): Promise<BudgetDto> {
    const { limitUsd, enforcement, thresholds } = dto;
    const changed = await this.budgets.update(id, {
      ...definedOf({ enforcement }),
      ...(limitUsd === undefined ? {} : { limitMicroUsd: toMicroUsd(limitUsd) }),
      ...(thresholds === undefined ? {} : { thresholds: sorted(thresholds) }),
      updatedAt: toUtcText(this.clock.now()),
    });
    if (!changed) throw notFound(id);
    await this.changes.applyRecorded();
    return await this.get(id);
  }

  async delete(id: string): Promise<void> {
    if (!(await this.budgets.delete(id))) throw notFound(id);
    await this.changes.applyRecorded();
  }

  private toDto(row: BudgetRow): BudgetDto {
    return toBudgetDto(row, this.tracker, this.clock.now());
  }

  /** An actor that is limited to tenants sees their budgets and those of their keys, and none of an account. */
  private async sees(actor: Actor, { scope, subjectId }: BudgetRow): Promise<boolean> {
    if (actor.tenantIds === null) return true;
    if (scope === 'account') return false;
    const tenantId =
      scope === 'tenant' ? subjectId : (await this.keys.findById(subjectId))?.tenantId;
    return seesTenant(actor, tenantId ?? null);
  }

  private async checkSubject(scope: BudgetRow['scope'], id: string): Promise<void> {
    const finders = {
      tenant: () => this.tenants.find(id),
      account: () => this.accounts.find(id),
      key: () => this.keys.findById(id),
    };
    if (await finders[scope]()) return;
    throw new GatewayError('invalid_request', `There is no ${scope} ${id}`, { field: 'subjectId' });
  }
}

function sorted(thresholds: readonly number[]): number[] {
  return [...thresholds].sort((a, b) => a - b);
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no budget ${id}`);
}
