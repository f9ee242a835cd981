import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
} from 'class-validator';

import { IsAbsentOr, IsFlag, IsName } from '@codegate/dto';
import { endpoints, type Endpoint } from '@codegate/protocol';
import { IsTime } from '@codegate/usage';

import { LimitsDto } from './limits.dto.js';

export class CreateTenantKeyDto extends LimitsDto {
  /** @example "CI" */
  @IsName()
  name: string;

  /** From this moment on the key does not work; null, and when absent, never. */
  @IsOptional()
  @IsTime()
  expiresAt?: string | null;

  /** What the key may ask for; null, and when absent, everything. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(endpoints, { each: true })
  endpoints?: Endpoint[] | null;

  /**
   * Models the key may ask for: names in which `*` stands for any characters and `?` for one; null, and when
   * absent, all.
   * @example ["claude-haiku-*"]
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  models?: string[] | null;

  /** True when absent. */
  @IsAbsentOr(IsFlag())
  enabled?: boolean;
}
