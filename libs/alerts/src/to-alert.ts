import type { AlertRow } from '@codegate/database';
import { toUsd } from '@codegate/kernel';
import type { Crossing } from '@codegate/usage';

/** The alert of a crossed threshold. The same crossing has the same `once`, in every process and after a restart. */
export function toAlert({
  budget,
  span,
  threshold,
  spentMicroUsd,
}: Crossing): Omit<AlertRow, 'id' | 'deliveries' | 'acknowledgedAt' | 'createdAt'> {
  const { limitMicroUsd, scope, subjectId, subjectName, period } = budget;
  const spent = `$${toUsd(spentMicroUsd).toFixed(2)} of $${toUsd(limitMicroUsd).toFixed(2)}`;
  return {
    once: [budget.id, span.fromMs, threshold, limitMicroUsd].join(' '),
    kind: threshold >= 100 ? 'budget_exceeded' : 'budget_threshold',
    budgetId: budget.id,
    scope,
    subjectId,
    subjectName,
    threshold,
    spentMicroUsd,
    limitMicroUsd,
    message: `${scope} ${subjectName} has used ${threshold}% of its ${period} budget (${spent})`,
  };
}
