import { IsOptional, IsTimeZone } from 'class-validator';

import { IsAbsentOr, IsFlag, IsName, OptionalText } from '@codegate/dto';

import { LimitsDto } from './limits.dto.js';

export class CreateTenantDto extends LimitsDto {
  /** @example "Team A" */
  @IsName()
  name: string;

  /** The config that routes its requests; the active config when absent. */
  @OptionalText(200)
  configId?: string | null;

  /**
   * Time zone of the days and months of its budgets; UTC when absent.
   * @example "Europe/Berlin"
   */
  @IsOptional()
  @IsTimeZone()
  timeZone?: string | null;

  /** True when absent. */
  @IsAbsentOr(IsFlag())
  enabled?: boolean;
}
