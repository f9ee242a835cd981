import type { ConfigRow } from '@codegate/database';
import { tiers, type Tier } from '@codegate/models';
import { strategyNames, type PlanConfig, type StrategyName } from '@codegate/routing';

export function toPlanConfig(row: ConfigRow): PlanConfig {
  return {
    id: row.id,
    name: row.name,
    strategy: isStrategy(row.routingStrategy) ? row.routingStrategy : 'priority',
    rows: row.tiers.flatMap(({ tier, accountId, priority, targetModel }) =>
      isTier(tier) ? [{ tier, accountId, priority, targetModel: targetModel || null }] : [],
    ),
  };
}

function isStrategy(name: string): name is StrategyName {
  return (strategyNames as readonly string[]).includes(name);
}

function isTier(name: string): name is Tier {
  return (tiers as readonly string[]).includes(name);
}
