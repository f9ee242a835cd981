import { IsInt, Max, Min } from 'class-validator';

import { IsAbsentOr, IsFlag, IsName, OptionalText } from '@codegate/kernel';

export class CreateTenantDto {
  /** @example "Team A" */
  @IsName()
  name: string;

  /** The config that routes its requests; without it the active one. */
  @OptionalText(200)
  configId?: string | null;

  /** Requests per minute; 0, and when absent, is unlimited. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  rateLimit?: number;

  /** True when absent. */
  @IsAbsentOr(IsFlag())
  enabled?: boolean;
}
