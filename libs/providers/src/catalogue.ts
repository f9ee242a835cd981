import { anthropic } from './anthropic.js';
import { cerebras } from './cerebras.js';
import { codex } from './codex.js';
import { custom } from './custom.js';
import { deepseek } from './deepseek.js';
import { gemini } from './gemini.js';
import { glm } from './glm.js';
import { minimax } from './minimax.js';
import { openai } from './openai.js';
import { openrouter } from './openrouter.js';
import type { Provider, ProviderId } from './provider.js';

export const providers: Readonly<Record<ProviderId, Provider>> = {
  anthropic,
  openai,
  openrouter,
  glm,
  cerebras,
  deepseek,
  gemini,
  minimax,
  codex,
  custom,
};

/**
 * The provider a stored account belongs to. The original kept ChatGPT plans as `openai_sub`, or as `openai` with
 * OAuth and no base URL; a name nobody knows is a custom server if it has a base URL.
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
  if (Object.hasOwn(providers, provider)) return providers[provider as ProviderId];
  return baseUrl === null ? undefined : custom;
}
