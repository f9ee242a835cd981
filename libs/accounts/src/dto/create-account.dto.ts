import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import {
  IsAbsentOr,
  IsFlag,
  IsHeaderText,
  IsName,
  nullFromEmpty,
  OptionalText,
} from '@codegate/dto';
import { dialects, type Dialect } from '@codegate/protocol';
import { authTypes, providerIds, type AuthType, type ProviderId } from '@codegate/providers';

import { IsInstant } from './is-instant.js';

/** A new account at a provider. */
export class CreateAccountDto {
  /** @example "Work key" */
  @IsName()
  name: string;

  @IsIn(providerIds)
  provider: ProviderId;

  /** How the account authenticates; api_key when absent. */
  @IsAbsentOr(IsIn(authTypes))
  authType?: AuthType;

  /** API key, or access token with authType oauth. Write-only; null removes it. */
  @IsOptional()
  @IsHeaderText(16_384)
  apiKey?: string | null;

  /** Write-only; null removes it. */
  @IsOptional()
  @IsHeaderText(16_384)
  refreshToken?: string | null;

  /** When the access token expires: ISO 8601, or milliseconds since 1970. */
  @ApiPropertyOptional({ oneOf: [{ type: 'string' }, { type: 'integer' }], nullable: true })
  @IsOptional()
  @IsInstant()
  tokenExpiresAt?: string | number | null;

  /** Base URL of the provider's API; the provider's default when absent. A custom account needs one. */
  @Transform(nullFromEmpty)
  @IsOptional()
  @MaxLength(2_000)
  baseUrl?: string | null;

  /** Higher is preferred; 0 when absent. */
  @IsAbsentOr(IsInt(), Min(-1_000_000), Max(1_000_000))
  priority?: number;

  /** Requests per minute; 0, and when absent, is unlimited. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  rateLimit?: number;

  /** USD per calendar month (UTC); null for no budget. */
  @IsOptional()
  @IsNumber({ allowInfinity: false, allowNaN: false })
  @Min(0)
  @Max(1_000_000_000)
  monthlyBudget?: number | null;

  /** True when absent. */
  @IsAbsentOr(IsFlag())
  enabled?: boolean;

  /** Name of the subscription, such as "pro" or "max". */
  @OptionalText(200)
  subscriptionType?: string | null;

  @OptionalText(320)
  accountEmail?: string | null;

  /** ChatGPT account id, where the provider needs one. */
  @IsOptional()
  @IsHeaderText(200)
  externalAccountId?: string | null;

  /** Wire formats of this upstream, the preferred one first; the provider's default when absent. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(dialects, { each: true })
  dialects?: Dialect[] | null;
}
