import * as catalogue from './catalogue.js';
import { codex } from './codex.js';
import { custom } from './custom.js';
import type { Provider } from './provider.js';

export type ProviderId = keyof typeof catalogue;

/** Every provider by its id. */
export const providers: Readonly<Record<ProviderId, Provider>> = { ...catalogue };

export const providerIds = Object.keys(providers) as readonly ProviderId[];

export function isProviderId(name: string): name is ProviderId {
  return Object.hasOwn(providers, name);
}

/**
 * The provider a stored account belongs to. The original CodeGate stored ChatGPT subscriptions as `openai_sub`, or as `openai` with
 * OAuth and no base URL; an unknown name with a base URL is a custom server.
 *
 * @returns undefined for an unknown name without a base URL: such an account cannot be used
 */
export function providerOf(account: {
  provider: string;
  authType: string;
  baseUrl: string | null;
}): Provider | undefined {
  const { provider, authType, baseUrl } = account;
  if (provider === 'openai_sub') return codex;
  if (provider === 'openai' && authType === 'oauth' && baseUrl === null) return codex;
  if (isProviderId(provider)) return providers[provider];
  return baseUrl === null ? undefined : custom;
}
