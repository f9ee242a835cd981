import { isJsonObject, tryParseJson } from '@codegate/kernel';
import type { AccountVault } from '@codegate/vault';

import type { AuthRequestState } from './oidc-client.js';

/** Longest time for the login at the provider. */
export const maxLoginMs = 10 * 60_000;

/** State of a login while the browser is at the provider. */
export type OidcLoginState = AuthRequestState & { readonly returnTo: string };

/** Encrypts the state for a cookie, so that any gateway with the same keys can complete the login. */
export function sealLoginState(
  loginState: OidcLoginState,
  vault: Pick<AccountVault, 'encrypt'>,
  nowMs: number,
): string {
  return vault.encrypt(JSON.stringify({ ...loginState, untilMs: nowMs + maxLoginMs }));
}

/** Decrypts the state; null when it is not valid or too old. */
export function openLoginState(
  sealed: string,
  vault: Pick<AccountVault, 'tryDecrypt'>,
  nowMs: number,
): OidcLoginState | null {
  const stored = vault.tryDecrypt(sealed);
  if (!('secret' in stored) || stored.secret === null) return null;
  const loginState = tryParseJson(stored.secret);
  if (!isJsonObject(loginState)) return null;
  const { untilMs, state, nonce, codeVerifier, returnTo } = loginState;
  if (typeof untilMs !== 'number' || untilMs <= nowMs) return null;
  // The vault also encrypts other secrets, some of which users choose: the content has to be checked.
  const isOurs = [state, nonce, codeVerifier, returnTo].every((part) => typeof part === 'string');
  return isOurs ? ({ state, nonce, codeVerifier, returnTo } as OidcLoginState) : null;
}
