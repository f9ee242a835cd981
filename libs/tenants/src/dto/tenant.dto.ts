import type { TenantRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

export class TenantProblemDto {
  column: string;
  reason: string;
}

export class TenantDto {
  id: string;
  name: string;
  /** The first characters of its key, to distinguish keys. */
  apiKeyPrefix: string;
  configId: string | null;
  /** Requests per minute; 0 is unlimited. */
  rateLimit: number;
  /** 0 is unlimited. */
  tokensPerMinute: number;
  /** Maximum number of concurrent requests; 0 is unlimited. */
  maxConcurrent: number;
  /** Time zone of the days and months of its budgets; null is UTC. */
  timeZone: string | null;
  enabled: boolean;
  createdAt: string | null;
  updatedAt: string | null;
  /** Invalid stored values; safe defaults are used instead. */
  problems: TenantProblemDto[];
}

/** A tenant and its new key, which is shown only once. */
export class TenantWithKeyDto extends TenantDto {
  apiKey: string;
}

export class TenantListDto {
  items: TenantDto[];
  total: number;
}

export function toTenantDto(row: TenantRow): TenantDto {
  return {
    id: row.id,
    name: row.name,
    apiKeyPrefix: row.apiKeyPrefix,
    configId: row.configId,
    rateLimit: row.rateLimit,
    tokensPerMinute: row.tokensPerMinute,
    maxConcurrent: row.maxConcurrent,
    timeZone: row.timeZone,
    enabled: row.enabled,
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
    problems: [...row.problems],
  };
}
