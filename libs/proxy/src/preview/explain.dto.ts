import { IsIn, IsOptional, IsString, Length } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';
import { endpoints, type Endpoint } from '@codegate/protocol';

/** A request that is only planned, not sent. */
export class ExplainDto {
  /** The model of the request. */
  @IsString()
  @Length(1, 200)
  model: string;

  /** The endpoint of the request; messages when absent. */
  @IsAbsentOr(IsIn(endpoints))
  endpoint?: Endpoint;

  /** The tenant of the caller; a caller without a tenant when absent. */
  @IsOptional()
  @IsString()
  tenantId?: string | null;
}

export class ExplainedCandidateDto {
  accountId: string;
  accountName: string;
  provider: string;
  /** The model that would be requested from the account. */
  targetModel: string;
  /** The reason for its position. */
  reason: string;
  /** End of its cooldown; null when it is not in cooldown. */
  coolingUntil: string | null;
}

export class ExplainedRefusalDto {
  accountId: string;
  accountName: string;
  /** The reason why it is not a candidate. */
  reason: string;
  /** Seconds until the reason ends without a change of the configuration; null when it does not. */
  retryAfterSeconds: number | null;
}

export class ExplainedTenantDto {
  id: string;
  name: string;
  /** Whether the tenant is enabled. */
  enabled: boolean;
  /** Whether this config routes its requests. */
  usesThisConfig: boolean;
  /** Seconds until its rate limit allows a request; 0 when it allows one now. */
  freeInSeconds: number;
}

export class ExplanationDto {
  configId: string;
  strategy: string;
  endpoint: string;
  model: string;
  tier: string;
  /** Accounts that would be tried, in this order. */
  candidates: ExplainedCandidateDto[];
  /** Accounts of the tier that would not be tried. */
  refusals: ExplainedRefusalDto[];
  /** Null when the query names no tenant. */
  tenant: ExplainedTenantDto | null;
}
