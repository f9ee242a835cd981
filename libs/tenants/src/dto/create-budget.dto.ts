import { ApiProperty } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsTimeZone,
  Length,
  Max,
  Min,
} from 'class-validator';

import type { BudgetRow } from '@codegate/database';
import { IsAbsentOr } from '@codegate/dto';
import { IsTime } from '@codegate/usage';

export const budgetScopes = ['tenant', 'key', 'account'] as const;
export const budgetPeriods = ['daily', 'monthly', 'total'] as const;
export const enforcements = ['strict', 'lenient', 'alert'] as const;
export const countings = ['cash', 'all'] as const;

const maxUsd = 1_000_000_000;

/** The rules of a budget. */
export class BudgetRulesDto {
  /** US dollars. */
  @IsNumber({ maxDecimalPlaces: 6 })
  @Min(0)
  @Max(maxUsd)
  limitUsd: number;

  /**
   * `strict` (when absent) reserves the maximum cost of a request and never spends more; `lenient` accepts a request
   * when no other one is running and something is left; `alert` refuses nothing.
   */
  @IsAbsentOr(IsIn(enforcements))
  @ApiProperty({ enum: enforcements, required: false })
  enforcement?: BudgetRow['enforcement'];

  /** Percentages of the limit that raise an alert; 100 always does. 50, 80 and 95 when absent. */
  @IsAbsentOr(
    IsArray(),
    ArrayMaxSize(20),
    ArrayUnique(),
    IsInt({ each: true }),
    Min(1, { each: true }),
    Max(1_000, { each: true }),
  )
  thresholds?: number[];
}

export class CreateBudgetDto extends BudgetRulesDto {
  @IsIn(budgetScopes)
  @ApiProperty({ enum: budgetScopes })
  scope: BudgetRow['scope'];

  /** Id of the tenant, of the key or of the account. */
  @IsString()
  @Length(1, 200)
  subjectId: string;

  /** The period; days and months are calendar days and months. */
  @IsIn(budgetPeriods)
  @ApiProperty({ enum: budgetPeriods })
  period: BudgetRow['period'];

  /** Whether requests covered by a subscription count too; `cash` when absent. */
  @IsAbsentOr(IsIn(countings))
  @ApiProperty({ enum: countings, required: false })
  counts?: BudgetRow['counts'];

  /** Time zone in which days and months begin; the tenant's time zone, or UTC, when absent. */
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;

  /** Spending before this time does not count. When absent: the time of creation for a total, otherwise no limit. */
  @IsOptional()
  @IsTime()
  startsAt?: string | null;
}
