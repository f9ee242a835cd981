import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';

import { NewConfigTierDto } from './config-tier.dto.js';

/** Also accepted as the bare list. */
export class ReplaceTiersDto {
  static readonly listField = 'tiers';

  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => NewConfigTierDto)
  tiers: NewConfigTierDto[];
}
