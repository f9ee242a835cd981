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

  /** When the key expires; never when null or absent. */
  @IsOptional()
  @IsTime()
  expiresAt?: string | null;

  /** The endpoints the key may use; all when null or absent. */
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(endpoints, { each: true })
  endpoints?: Endpoint[] | null;

  /**
   * The models the key may use: names in which `*` matches any characters and `?` one character; all when null or absent.
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
