import { endpointOf } from '@codegate/protocol';

import { outputLimitOf } from '../adapt/edit-body.js';
import { budgetSubjects } from '../admit/budgets.js';
import { outputOf, unknownOutput } from '../admit/estimate-tokens.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';

/**
 * Output tokens of a request whose client has disconnected before the response. Without a stream a provider may go on
 * to the end and charge for it, so the most output the request allows is counted: otherwise a caller could spend past
 * a strict budget by cancelling. A provider stops a stream whose connection closes.
 *
 * Of a request without a limit a strict budget counts the model's own limit, which is what it has reserved; for the
 * others that would be far from what is likely.
 */
export function unseenOutput(
  exchange: Exchange,
  { budgets, clock }: Pick<PipelineDeps, 'budgets' | 'clock'>,
): number {
  const { call, candidate, request, caller, snapshot } = exchange;
  if (!candidate || request.stream || !endpointOf(call.endpoint).generatesText) return 0;
  const { account, targetModel } = candidate;
  const allowed = Math.min(
    outputOf(request, targetModel),
    outputLimitOf(targetModel, snapshot) ?? Number.POSITIVE_INFINITY,
  );
  if (request.outputLimits.some(({ tokens }) => tokens >= 0)) return allowed;
  const subjects = budgetSubjects(caller, account.id);
  const demands = budgets.demandsOf(subjects, 0, account.billing, clock.now());
  const isStrict = demands.some(({ isLenient }) => !isLenient);
  return isStrict ? allowed : Math.min(allowed, unknownOutput);
}
