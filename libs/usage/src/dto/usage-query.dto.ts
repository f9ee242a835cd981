import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength } from 'class-validator';

import { PageQuery } from '@codegate/dto';

import { IsTime } from './is-time.js';

export const usageGroups = [
  'model',
  'account',
  'tenant',
  'key',
  'tier',
  'session',
  'hour',
  'day',
] as const;
export type UsageGroupName = (typeof usageGroups)[number];

/** Which period, and by what to sum. */
export class UsagePeriodQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsIn(usageGroups)
  groupBy: UsageGroupName = 'model';

  /** First moment, inclusive. */
  @IsOptional()
  @IsTime()
  from?: string;

  /** Last moment, exclusive. */
  @IsOptional()
  @IsTime()
  to?: string;
}

export class UsageQueryDto extends UsagePeriodQuery {
  /** An account's id. */
  @IsOptional()
  @MaxLength(200)
  account?: string;

  /** A tenant's id. */
  @IsOptional()
  @MaxLength(200)
  tenant?: string;

  /** A tenant key's id. */
  @IsOptional()
  @MaxLength(200)
  key?: string;

  /** A config's id. */
  @IsOptional()
  @MaxLength(200)
  config?: string;

  /** A model, as the provider was asked for it. */
  @IsOptional()
  @MaxLength(200)
  model?: string;

  @IsOptional()
  @MaxLength(200)
  tier?: string;

  /** A session's id. */
  @IsOptional()
  @MaxLength(200)
  session?: string;
}
