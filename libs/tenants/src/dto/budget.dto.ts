import { ApiProperty } from '@nestjs/swagger';

import type { BudgetRow } from '@codegate/database';
import { toIsoTime, toUsd } from '@codegate/kernel';
import type { BudgetTracker } from '@codegate/usage';

import { budgetPeriods, budgetScopes, countings, enforcements } from './create-budget.dto.js';

/** A budget with what is spent and reserved of it. */
export class BudgetDto {
  id: string;
  @ApiProperty({ enum: budgetScopes })
  scope: BudgetRow['scope'];
  subjectId: string;
  /** Null when the tenant, key or account has been deleted. */
  subjectName: string | null;
  @ApiProperty({ enum: budgetPeriods })
  period: BudgetRow['period'];
  limitUsd: number;
  @ApiProperty({ enum: enforcements })
  enforcement: BudgetRow['enforcement'];
  @ApiProperty({ enum: countings })
  counts: BudgetRow['counts'];
  thresholds: number[];
  /** The effective time zone. */
  timeZone: string;
  /** USD spent in the current period, without reservations. */
  spentUsd: number;
  /** What running requests may cost. */
  reservedUsd: number;
  remainingUsd: number;
  periodStart: string | null;
  /** Null: never. */
  resetsAt: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

export class BudgetListDto {
  items: BudgetDto[];
  total: number;
}

export function toBudgetDto(row: BudgetRow, tracker: BudgetTracker, nowMs: number): BudgetDto {
  const state = tracker.find(row.id);
  const { span, spent, reserved } = state
    ? tracker.amountsOf(state, nowMs)
    : { span: null, spent: 0, reserved: 0 };
  return {
    id: row.id,
    scope: row.scope,
    subjectId: row.subjectId,
    subjectName: state?.definition.subjectName ?? null,
    period: row.period,
    limitUsd: toUsd(row.limitMicroUsd),
    enforcement: row.enforcement,
    counts: row.counts,
    thresholds: [...row.thresholds],
    timeZone: state?.definition.timeZone ?? row.timeZone ?? 'UTC',
    spentUsd: toUsd(spent),
    reservedUsd: toUsd(reserved),
    remainingUsd: toUsd(Math.max(0, row.limitMicroUsd - spent - reserved)),
    periodStart: span && isoOf(span.fromMs),
    resetsAt: span && isoOf(span.toMs),
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
  };
}

function isoOf(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
