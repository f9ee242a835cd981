import { IsIn, IsOptional, IsString, Length } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';
import { endpoints, type Endpoint } from '@codegate/protocol';

/** A request that is not made. */
export class ExplainDto {
  /** The model a caller would ask for. */
  @IsString()
  @Length(1, 200)
  model: string;

  /** What the caller would ask the proxy for; messages when absent. */
  @IsAbsentOr(IsIn(endpoints))
  endpoint?: Endpoint;

  /** Who would ask; nobody in particular when absent. */
  @IsOptional()
  @IsString()
  tenantId?: string | null;
}

export class ExplainedCandidateDto {
  accountId: string;
  accountName: string;
  provider: string;
  /** The model the account would be asked for. */
  targetModel: string;
  /** Why it stands in this place. */
  reason: string;
  /** Until when it rests; null when it is free. */
  coolingUntil: string | null;
}

export class ExplainedRefusalDto {
  accountId: string;
  accountName: string;
  /** Why it is no candidate. */
  reason: string;
  /** When the reason ends by itself; null when it does not. */
  retryAfterSeconds: number | null;
}

export class ExplainedTenantDto {
  id: string;
  name: string;
  /** Whether its key is accepted. */
  enabled: boolean;
  /** Whether this config is the one that routes its requests. */
  usesThisConfig: boolean;
  /** Seconds until its rate limit has room; 0 when it has room now. */
  freeInSeconds: number;
}

export class ExplanationDto {
  configId: string;
  strategy: string;
  endpoint: string;
  model: string;
  tier: string;
  /** Who would be asked, in this order. */
  candidates: ExplainedCandidateDto[];
  /** Accounts of the tier that would not be asked. */
  refusals: ExplainedRefusalDto[];
  /** Null unless the question named a tenant. */
  tenant: ExplainedTenantDto | null;
}
