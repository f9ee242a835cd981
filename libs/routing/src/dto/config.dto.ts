import type { ConfigRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

import { ConfigTierDto } from './config-tier.dto.js';

export class ConfigProblemDto {
  column: string;
  reason: string;
}

export class ConfigDto {
  id: string;
  name: string;
  description: string | null;
  routingStrategy: string;
  /** Whether it serves callers that have no config of their own. */
  isActive: boolean;
  tiers: ConfigTierDto[];
  createdAt: string | null;
  /** Stored values that cannot be used; safe ones are used instead. */
  problems: ConfigProblemDto[];
}

export class ConfigListDto {
  items: ConfigDto[];
  total: number;
}

export function toConfigDto(row: ConfigRow): ConfigDto {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    routingStrategy: row.routingStrategy,
    isActive: row.isActive,
    tiers: row.tiers.map(({ id, tier, accountId, priority, targetModel }) => ({
      id,
      tier,
      accountId,
      priority,
      targetModel,
    })),
    createdAt: toIsoTime(row.createdAt),
    problems: [...row.problems],
  };
}
