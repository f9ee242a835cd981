import { tierOf } from '@codegate/models';
import { planRoute } from '@codegate/routing';

import { mayUseModel } from '../admit/check-scope.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';

/** Decides which accounts may serve the request, in the order to try them, each with its reason. */
export function plan(
  exchange: Exchange,
  deps: Pick<PipelineDeps, 'admission' | 'accountHealth' | 'budgets' | 'roundRobin'>,
): void {
  const { call, request, caller, snapshot } = exchange;
  const { receivedAtMs: nowMs } = call;
  const route = planRoute(
    {
      endpoint: call.endpoint,
      model: request.model,
      tier: tierOf(request.model),
      allowsModel: caller.key?.models ? (model) => mayUseModel(caller, model) : null,
      configId: caller.tenant?.configId ?? null,
      nowMs,
    },
    snapshot,
    {
      admission: deps.admission,
      health: deps.accountHealth,
      spentMicroUsd: (accountId) => deps.budgets.spentThisMonth(accountId, nowMs),
      nextIndex: (key) => deps.roundRobin.nextIndex(key),
    },
  );
  exchange.setPlan(route);
}
