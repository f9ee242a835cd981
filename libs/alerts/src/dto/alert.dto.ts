import { ApiProperty } from '@nestjs/swagger';

import type { AlertRow } from '@codegate/database';
import { toIsoTime, toUsd } from '@codegate/kernel';

export class AlertDto {
  id: string;
  @ApiProperty({ enum: ['budget_threshold', 'budget_exceeded'] })
  kind: string;
  budgetId: string | null;
  @ApiProperty({ enum: ['tenant', 'key', 'account'] })
  scope: string;
  subjectId: string | null;
  /** The name at that time. */
  subjectName: string | null;
  /** Percentage of the limit that was passed. */
  threshold: number | null;
  spentUsd: number | null;
  limitUsd: number | null;
  message: string;
  /** By channel (webhook, email): pending, delivered, or why it failed. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  deliveries: Record<string, string>;
  acknowledgedAt: string | null;
  createdAt: string | null;
}

export class AlertListDto {
  items: AlertDto[];
  total: number;
}

export function toAlertDto(row: AlertRow): AlertDto {
  return {
    id: row.id,
    kind: row.kind,
    budgetId: row.budgetId,
    scope: row.scope,
    subjectId: row.subjectId,
    subjectName: row.subjectName,
    threshold: row.threshold,
    spentUsd: row.spentMicroUsd === null ? null : toUsd(row.spentMicroUsd),
    limitUsd: row.limitMicroUsd === null ? null : toUsd(row.limitMicroUsd),
    message: row.message,
    deliveries: { ...row.deliveries },
    acknowledgedAt: toIsoTime(row.acknowledgedAt),
    createdAt: toIsoTime(row.createdAt),
  };
}
