import type { AccountHealth, Admission } from '@codegate/shared-state';
import type { Tier } from '@codegate/models';

import { orderRows, type PlannedRow } from './order-rows.js';
import type {
  Candidate,
  Plan,
  PlanAccount,
  PlanConfig,
  PlanRequest,
  RoutingTable,
  Refusal,
} from './types.js';

/** Tiers whose rows are used instead when a tier has none: the nearest one first. */
const tierOrder: Record<Tier, readonly Tier[]> = {
  opus: ['opus', 'sonnet', 'haiku'],
  sonnet: ['sonnet', 'opus', 'haiku'],
  haiku: ['haiku', 'sonnet', 'opus'],
};

export type PlanInputs = {
  admission: Pick<Admission, 'waitForRequestMs'>;
  health: Pick<AccountHealth, 'cooldownOf'>;
  /** Spend of an account in the calendar month (UTC). */
  spentMicroUsd: (accountId: string) => number;
  /** How often the rows of a round-robin tier were used before. */
  nextIndex: (key: string) => number;
};

/** Name of the account's sliding window. */
export function windowKey(accountId: string): string {
  return `account:${accountId}`;
}

/**
 * Decides which accounts may serve a request, in the order to try them. Accounts without capacity (disabled, no
 * readable secret, budget used up, rate limit reached) are never candidates; accounts in cooldown come last, in the
 * order in which their cooldowns end. Reads memory only.
 */
export function planRoute<Account extends PlanAccount>(
  request: PlanRequest,
  table: RoutingTable<Account>,
  inputs: PlanInputs,
): Plan<Account> {
  const config = configFor(request, table);
  const rows = config ? rowsOf(config, request, table) : directRows(request, table);
  const refusals: Refusal[] = [];
  const fit = rows.filter((row) => {
    const refusal = refusalOf(row, request, inputs);
    if (refusal) refusals.push(refusal);
    return !refusal;
  });
  const ordered = orderRows(config?.strategy ?? 'priority', fit, {
    spentMicroUsd: inputs.spentMicroUsd,
    nextIndex: () => inputs.nextIndex(`${config?.id ?? ''}:${request.tier}`),
  });
  const strategy = config?.strategy ?? 'direct';
  const candidates = cooldownsLast(
    ordered.map((row, index) => toCandidate(row, index, strategy, request, inputs)),
  );
  return { strategy, configId: config?.id ?? null, candidates, refusals };
}

function configFor(request: PlanRequest, table: RoutingTable): PlanConfig | null {
  const own = request.configId === null ? undefined : table.configs.get(request.configId);
  if (own) return own;
  return table.activeConfigId === null ? null : (table.configs.get(table.activeConfigId) ?? null);
}

function rowsOf<Account extends PlanAccount>(
  config: PlanConfig,
  request: PlanRequest,
  table: RoutingTable<Account>,
): PlannedRow<Account>[] {
  for (const tier of tierOrder[request.tier]) {
    const seen = new Set<string>();
    const rows: PlannedRow<Account>[] = [];
    for (const row of config.rows) {
      const account = row.tier === tier ? table.accounts.get(row.accountId) : undefined;
      const rowKey = `${row.accountId} ${row.targetModel ?? ''}`;
      if (!account || seen.has(rowKey)) continue;
      seen.add(rowKey);
      const targetModel = row.targetModel ?? request.model;
      const isOtherTier = tier !== request.tier;
      rows.push({ account, priority: row.priority, targetModel, isOtherTier });
    }
    if (rows.length > 0) return rows;
  }
  return [];
}

/** Without a config every account may serve the request, by its own priority. */
function directRows<Account extends PlanAccount>(
  request: PlanRequest,
  table: RoutingTable<Account>,
): PlannedRow<Account>[] {
  return [...table.accounts.values()].map((account) => ({
    account,
    priority: account.priority,
    targetModel: request.model,
    isOtherTier: false,
  }));
}

function refusalOf(
  { account, targetModel, isOtherTier }: PlannedRow<PlanAccount>,
  request: PlanRequest,
  inputs: PlanInputs,
): Refusal | null {
  const refuse = (reason: Refusal['reason'], retryAfterMs: number | null = null): Refusal => ({
    accountId: account.id,
    accountName: account.name,
    reason,
    retryAfterMs,
  });
  if (!account.enabled) return refuse('disabled');
  if (!account.usable) return refuse('unreadable_credential');
  if (!account.endpoints.has(request.endpoint)) return refuse('dialect_not_supported');
  // What an admin has set for the tier of the model is allowed with it; what is set for another tier is not.
  if (isOtherTier && request.allowsModel?.(targetModel) === false) {
    return refuse('model_not_allowed');
  }
  const budget = account.monthlyBudgetMicroUsd;
  if (budget && inputs.spentMicroUsd(account.id) >= budget) return refuse('budget_exhausted');
  const waitMs = inputs.admission.waitForRequestMs(
    windowKey(account.id),
    account.rateLimit,
    request.nowMs,
  );
  return waitMs > 0 ? refuse('rate_limited', waitMs) : null;
}

function toCandidate<Account extends PlanAccount>(
  row: PlannedRow<Account>,
  index: number,
  strategy: Plan['strategy'],
  request: PlanRequest,
  inputs: PlanInputs,
): Candidate<Account> {
  const { account, targetModel } = row;
  const cooldown = inputs.health.cooldownOf(account.id, targetModel, request.nowMs);
  return {
    account,
    targetModel,
    reason: cooldown
      ? `${strategy}, in cooldown: ${cooldown.reason}`
      : `${strategy}, place ${index + 1}`,
    cooldown,
  };
}

function cooldownsLast<Account extends PlanAccount>(
  candidates: readonly Candidate<Account>[],
): readonly Candidate<Account>[] {
  if (candidates.every(({ cooldown }) => cooldown === null)) return candidates;
  const free = candidates.filter(({ cooldown }) => cooldown === null);
  const inCooldown = candidates
    .filter(({ cooldown }) => cooldown !== null)
    .sort((a, b) => (a.cooldown?.untilMs ?? 0) - (b.cooldown?.untilMs ?? 0));
  return [...free, ...inCooldown];
}
