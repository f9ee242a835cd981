import { isJsonObject, tryParseJson } from '@codegate/kernel';
import type { AccountVault } from '@codegate/vault';

import type { AuthRequestState } from './oidc-client.js';

/** Longest time for the login at the provider. */
export const maxLoginMs = 10 * 60_000;

/** State of a login while the browser is at the provider. */
export type OidcLoginState = AuthRequestState & { readonly returnTo: string };

/** For the browser to keep: encrypted, so that any gateway with the same keys can receive who left from another one. */
export function sealLoginState(
  journey: OidcLoginState,
  vault: Pick<AccountVault, 'encrypt'>,
  nowMs: number,
): string {
  return vault.encrypt(JSON.stringify({ ...journey, untilMs: nowMs + maxLoginMs }));
}

/** Null for what we did not make, and for what we made too long ago. */
export function openLoginState(
  sealed: string,
  vault: Pick<AccountVault, 'tryDecrypt'>,
  nowMs: number,
): OidcLoginState | null {
  const stored = vault.tryDecrypt(sealed);
  if (!('secret' in stored) || stored.secret === null) return null;
  const journey = tryParseJson(stored.secret);
  if (!isJsonObject(journey)) return null;
  const { untilMs, state, nonce, codeVerifier, returnTo } = journey;
  if (typeof untilMs !== 'number' || untilMs <= nowMs) return null;
  // The vault also has other secrets, some of them written by people.
  const isOurs = [state, nonce, codeVerifier, returnTo].every((part) => typeof part === 'string');
  return isOurs ? ({ state, nonce, codeVerifier, returnTo } as OidcLoginState) : null;
}
