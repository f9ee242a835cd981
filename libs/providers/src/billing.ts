import type { Provider } from './provider.js';

/** `cash`: every token is billed. `value`: a subscription covers the use and costs the same anyway. */
export type Billing = 'cash' | 'value';

const codingPlanPath = /\/coding(?:\/|$)/;

/**
 * How an account is billed. OAuth logins and some providers are subscriptions as a whole; coding plans have their own
 * path, or the account's subscription type says so.
 */
export function billingOf(
  provider: Pick<Provider, 'isSubscription'>,
  account: {
    readonly authType: string;
    readonly baseUrl: string | null;
    readonly subscriptionType: string | null;
  },
): Billing {
  const { authType, baseUrl, subscriptionType } = account;
  const isSubscription =
    provider.isSubscription === true ||
    authType === 'oauth' ||
    codingPlanPath.test(baseUrl ?? '') ||
    Boolean(subscriptionType);
  return isSubscription ? 'value' : 'cash';
}
