import type { UpstreamError } from '@codegate/protocol';

/**
 * What the error of a provider says about an account or a model. Status, code and type are the provider's own. Its
 * message may repeat names and values of the request, so a caller can write into it whatever it likes: a message counts
 * only where it is known from its first character to its last.
 */

/** Codes and types for an account without credit, as opposed to one that is asked too fast. */
const quotaCodes = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'credit_balance_exhausted',
  'usage_limit_reached',
  'enforced_spend_limit_reached',
  'contract_spend_limit_reached',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'exceeded_current_quota_error',
  'billing_error',
]);
const quotaMessages = [
  /^your credit balance is too low(?: to access the (?:anthropic |claude )?api(?:\. please go to plans & billing to upgrade or purchase credits)?)?\.?$/i,
  /^you have reached your specified (?:workspace )?api usage limits\.(?: you will regain access on \d{4}-\d\d-\d\d(?: at \d\d:\d\d utc)?\.?)?$/i,
  /^insufficient (?:account )?(?:balance|credits?|funds|quota)\.?$/i,
];
/** With status 429 the request was not read yet, so its text is not repeated; the rest of these messages varies. */
const quotaMessages429 =
  /^(?:you(?: have)? exceeded your current quota|insufficient (?:balance|credits?|funds|quota)\b)/i;

/** Codes for an account that may not be used at all, whatever the request. */
const forbiddenAccountCodes = new Set([
  'account_deactivated',
  'account_disabled',
  'account_suspended',
  'account_deleted',
  'deactivated_workspace',
  'invalid_workspace_selected',
  'organization_disabled',
  'invalid_api_key',
  'authentication_error',
  'token_revoked',
  'ip_not_authorized',
  'unsupported_country_region_territory',
]);
const forbiddenAccountMessage =
  /^(?:oauth token has been revoked|this organization has been disabled|your (?:api key|account|organization) (?:has been|is) (?:disabled|suspended|deactivated))\b/i;

const modelCodes = new Set(['model_not_found', 'model_not_supported', 'invalid_model']);
const model = '[`\'"]?([\\w./:@+-]+)[`\'"]?';
const missing = '(?:is )?(?:does not exist|not (?:found|supported|available))';
/** With status 404 and the name of the model in it, the rest of the message may vary. */
const missingModel404 = [
  new RegExp(`^(?:the )?model:? ?${model}(?: |$)`, 'i'),
  new RegExp(`^(?:the )?${model} (?:model )?${missing}`, 'i'),
];
const missingModel = [
  new RegExp(
    `^(?:the )?model:? ?${model} ${missing}(?: or you do not have access to it)?\\.?$`,
    'i',
  ),
  new RegExp(
    `^the ${model} model ${missing}(?: when using codex(?: with a chatgpt account)?)?\\.?$`,
    'i',
  ),
  new RegExp(`^project \\S+ does not have access to model ${model}\\.?$`, 'i'),
  new RegExp(`^(?:unknown|unsupported|invalid|no such) model:? ${model}\\.?$`, 'i'),
  new RegExp(`^${model} is not a valid model id\\.?$`, 'i'),
];
/** DeepSeek's words for a model it does not have. */
const missingModelWithoutName = /^model not exist\.?$/i;

/** OpenRouter's 402 for a request with a higher output limit than the credit allows: a smaller one still passes. */
const tooDearRequest = /^this request requires more credits, or fewer max_tokens\b/i;

/** Whether the account is out of credit. */
export function isOutOfCredit(
  status: number,
  { code, type, message }: UpstreamError,
  ownCodes: readonly string[],
): boolean {
  if (ownCodes.includes(code ?? '')) return true;
  if (status === 402) return true;
  if (status >= 500 || status === 401) return false;
  if (quotaCodes.has(code ?? '') || quotaCodes.has(type ?? '')) return true;
  if (status === 429) return quotaMessages429.test(message);
  return quotaMessages.some((wording) => wording.test(message));
}

/** Whether only this request costs more than the account has left. */
export function isTooDearForAccount(status: number, { message }: UpstreamError): boolean {
  return status === 402 && tooDearRequest.test(message);
}

/**
 * What a 403 is about: the account, Anthropic's permission for a model, or only this request, such as its content or a
 * beta feature.
 */
export function forbiddenScope({
  code,
  type,
  message,
}: UpstreamError): 'account' | 'model' | 'request' {
  const isAccount =
    forbiddenAccountCodes.has(code ?? '') ||
    forbiddenAccountCodes.has(type ?? '') ||
    forbiddenAccountMessage.test(message);
  if (isAccount) return 'account';
  return type === 'permission_error' ? 'model' : 'request';
}

/**
 * Whether the account does not have the model it was asked for.
 *
 * @param asked the name it was asked for; undefined where it is not known
 */
export function isModelMissing(
  status: number,
  { code, type, message }: UpstreamError,
  asked: string | undefined,
): boolean {
  if (status !== 404 && status !== 400 && status !== 403) return false;
  if (modelCodes.has(code ?? '') || modelCodes.has(type ?? '')) return true;
  if (missingModelWithoutName.test(message)) return true;
  const wordings = status === 404 ? [...missingModel404, ...missingModel] : missingModel;
  return wordings.some((wording) => {
    const named = wording.exec(message)?.[1];
    return named !== undefined && (asked === undefined || isSameModel(named, asked));
  });
}

/** Providers answer with their full name of a model: `models/x`, `x:latest`. */
function isSameModel(named: string, asked: string): boolean {
  return (
    named === asked ||
    named === `${asked}:latest` ||
    named.endsWith(`/${asked}`) ||
    asked.endsWith(`/${named}`)
  );
}
