import { ApiProperty } from '@nestjs/swagger';

import type { BudgetRow } from '@codegate/database';
import { toIsoTime, toUsd } from '@codegate/kernel';
import type { BudgetState } from '@codegate/usage';

import { budgetPeriods, budgetScopes, countings, enforcements } from './create-budget.dto.js';

/** A budget and how it stands. */
export class BudgetDto {
  id: string;
  @ApiProperty({ enum: budgetScopes })
  scope: BudgetRow['scope'];
  subjectId: string;
  /** Null when what it is about is gone. */
  subjectName: string | null;
  @ApiProperty({ enum: budgetPeriods })
  period: BudgetRow['period'];
  limitUsd: number;
  @ApiProperty({ enum: enforcements })
  enforcement: BudgetRow['enforcement'];
  @ApiProperty({ enum: countings })
  counts: BudgetRow['counts'];
  thresholds: number[];
  /** The one in force. */
  timeZone: string;
  /** In the running period, without what is reserved. */
  spentUsd: number;
  /** What requests under way may cost. */
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

export function toBudgetDto(
  row: BudgetRow,
  state: BudgetState | undefined,
  nowMs: number,
): BudgetDto {
  const { span, spentMicroUsd, reservedMicroUsd } = state?.at(nowMs) ?? {
    span: null,
    spentMicroUsd: 0,
    reservedMicroUsd: 0,
  };
  const leftMicroUsd = row.limitMicroUsd - spentMicroUsd - reservedMicroUsd;
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
    spentUsd: toUsd(spentMicroUsd),
    reservedUsd: toUsd(reservedMicroUsd),
    remainingUsd: toUsd(Math.max(0, leftMicroUsd)),
    periodStart: span && isoOf(span.fromMs),
    resetsAt: span && isoOf(span.toMs),
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
  };
}

function isoOf(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}
