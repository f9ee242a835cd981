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
   * `strict` (when absent) reserves what a request may cost and never spends more; `lenient` lets a lone request take
   * what is left; `alert` refuses nothing.
   */
  @IsAbsentOr(IsIn(enforcements))
  @ApiProperty({ enum: enforcements, required: false })
  enforcement?: BudgetRow['enforcement'];

  /** Percentages of the limit that are told about; 100 always is. 50, 80 and 95 when absent. */
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

  /** Calendar days and months. */
  @IsIn(budgetPeriods)
  @ApiProperty({ enum: budgetPeriods })
  period: BudgetRow['period'];

  /** Whether what a subscription covers counts too; `cash` when absent. */
  @IsAbsentOr(IsIn(countings))
  @ApiProperty({ enum: countings, required: false })
  counts?: BudgetRow['counts'];

  /** Where days and months begin; the tenant's time zone, or UTC, when absent. */
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;

  /** Nothing before it counts. Of a total the moment of its creation when absent, otherwise no limit. */
  @IsOptional()
  @IsTime()
  startsAt?: string | null;
}
