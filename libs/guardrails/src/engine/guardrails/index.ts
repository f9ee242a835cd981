import type { GuardrailMode } from '../types.js';
import { address } from './address.js';
import { apiKey } from './api-key.js';
import { awsKey } from './aws-key.js';
import { creditCard } from './credit-card.js';
import { email } from './email.js';
import { iban } from './iban.js';
import { ip } from './ip.js';
import { jwt } from './jwt.js';
import { name } from './name.js';
import { passport } from './passport.js';
import { password } from './password.js';
import { phone } from './phone.js';
import { privateKey } from './private-key.js';
import { ssn } from './ssn.js';
import { urlCredentials } from './url-credentials.js';

/** All built-in guardrails, in the order of the admin API. */
export const builtInGuardrails = [
  email,
  phone,
  ssn,
  creditCard,
  iban,
  ip,
  apiKey,
  awsKey,
  jwt,
  privateKey,
  urlCredentials,
  password,
  name,
  address,
  passport,
] as const;

export type BuiltInId = (typeof builtInGuardrails)[number]['id'];

export type EnabledGuardrail = { readonly id: BuiltInId; readonly mode: GuardrailMode };

export const builtInIds: readonly BuiltInId[] = builtInGuardrails.map(({ id }) => id);
