import type { UsageSums, UsageTotals } from '@codegate/database';
import { toUsd } from '@codegate/kernel';

/** Sums over requests. Token counts are disjoint: inputTokens is fresh input only. */
export class UsageTotalsDto {
  requests: number;
  /** Requests to models whose price is unknown; costUsd leaves them out. */
  unpricedRequests: number;
  /**
   * Requests whose provider did not tell what they used, because they were cancelled or it never does. Their tokens
   * and cost are estimated.
   */
  estimatedRequests: number;
  inputTokens: number;
  outputTokens: number;
  cacheReadTokens: number;
  cacheWriteTokens: number;
  /** Part of cacheWriteTokens that is kept for an hour. */
  cacheWrite1hTokens: number;
  /** Part of outputTokens. */
  reasoningTokens: number;
  /** Searches the provider ran; costUsd holds their price. */
  webSearches: number;
  /** At list prices: cashUsd and valueUsd together. */
  costUsd: number;
  /** What was paid for by use. */
  cashUsd: number;
  /** What a subscription covered: worth this much, and not paid for again. */
  valueUsd: number;
}

export class UsageSumDto extends UsageTotalsDto {
  /** What the sum is for: a model, an id, a tier, an ISO 8601 hour or a date; null for requests without one. */
  key: string | null;
}

export class UsageDto {
  items: UsageSumDto[];
  /** Number of groups. */
  total: number;
  totals: UsageTotalsDto;
}

/** @param isHour whether the keys are hours, which the database writes as `YYYY-MM-DD HH` */
export function toUsageDto({ items, total, totals }: UsageSums, isHour: boolean): UsageDto {
  return {
    items: items.map(({ key, ...sums }) => ({
      key: isHour && key !== null ? `${key.replace(' ', 'T')}:00:00Z` : key,
      ...toTotals(sums),
    })),
    total,
    totals: toTotals(totals),
  };
}

function toTotals({ costMicroUsd, valueMicroUsd, ...counts }: UsageTotals) {
  return {
    ...counts,
    costUsd: toUsd(costMicroUsd),
    cashUsd: toUsd(costMicroUsd - valueMicroUsd),
    valueUsd: toUsd(valueMicroUsd),
  };
}
