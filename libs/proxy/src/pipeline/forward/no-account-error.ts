import { GatewayError } from '@codegate/kernel';

import type { Exchange } from '../exchange.js';

/** Says why no account can be asked at all. Names of accounts are not for callers. */
export function noAccountError({ call, request, refusals, configId }: Exchange): GatewayError {
  const waits = refusals.flatMap(({ retryAfterMs }) =>
    retryAfterMs === null ? [] : [retryAfterMs],
  );
  if (waits.length > 0) {
    return new GatewayError('rate_limited', 'All accounts for this request are at their limit', {
      retryAfterMs: Math.min(...waits),
    });
  }
  const reasons = new Set(refusals.map(({ reason }) => reason));
  if (reasons.has('budget_exhausted')) {
    return new GatewayError('quota_exhausted', 'The budget of all accounts is used up');
  }
  if (reasons.has('model_not_allowed')) {
    const message = `This key may not be used for the models that serve ${request.model} here`;
    return new GatewayError('forbidden', message, { field: 'model' });
  }
  if (reasons.has('dialect_not_supported')) {
    return new GatewayError('not_supported', `No account can serve ${call.path}`);
  }
  const hint = configId === null ? 'Add an account' : 'Check the accounts and the active config';
  return new GatewayError('no_account_available', `No account can serve this request. ${hint}.`);
}
