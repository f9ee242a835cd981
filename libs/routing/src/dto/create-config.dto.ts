import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, ValidateNested } from 'class-validator';

import { IsAbsentOr, IsFlag, IsName, OptionalText } from '@codegate/dto';

import { strategyNames, type StrategyName } from '../plan/index.js';
import { NewConfigTierDto } from './config-tier.dto.js';

export class CreateConfigDto {
  /** @example "Default" */
  @IsName()
  name: string;

  @OptionalText(2_000)
  description?: string | null;

  /** How the accounts of a tier are ordered; priority when absent. */
  @IsAbsentOr(IsIn(strategyNames))
  routingStrategy?: StrategyName;

  /** Whether it serves callers that have no config of their own. The first config does when absent. */
  @IsAbsentOr(IsFlag())
  isActive?: boolean;

  @IsAbsentOr(IsArray(), ArrayMaxSize(500), ValidateNested({ each: true }))
  @Type(() => NewConfigTierDto)
  tiers?: NewConfigTierDto[];
}
