import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';

import { IsAbsentOr, OptionalText, trimmed } from '@codegate/dto';
import { tiers, type Tier } from '@codegate/models';

/** An account that serves requests of a tier, and the model it is asked for. */
export class NewConfigTierDto {
  @IsIn(tiers)
  tier: Tier;

  @Transform(trimmed)
  @IsString()
  @Length(1, 200)
  accountId: string;

  /** Higher is preferred; 0 when absent. */
  @IsAbsentOr(IsInt(), Min(-1_000_000), Max(1_000_000))
  priority?: number;

  /** The model to request from the account; the one in the request when absent. */
  @OptionalText(200)
  targetModel?: string | null;
}

export class ConfigTierDto {
  id: string;
  tier: string;
  accountId: string;
  priority: number;
  targetModel: string | null;
}
