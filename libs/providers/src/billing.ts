/** Whether use is paid for by itself, or covered by a plan that costs the same anyway. */
export type Billing = 'cash' | 'value';

const codingPlanPath = /\/coding(?:\/|$)/;

/**
 * How an account is billed. Logins with OAuth are plans, so is Codex; coding plans have a path of their own, or the
 * admin says so in the account's subscription type.
 */
export function billingOf(account: {
  readonly provider: string;
  readonly authType: string;
  readonly baseUrl: string | null;
  readonly subscriptionType: string | null;
}): Billing {
  const { provider, authType, baseUrl, subscriptionType } = account;
  const isPlan =
    authType === 'oauth' ||
    provider === 'codex' ||
    codingPlanPath.test(baseUrl ?? '') ||
    Boolean(subscriptionType);
  return isPlan ? 'value' : 'cash';
}
