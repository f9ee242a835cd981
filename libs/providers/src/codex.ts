import { isJsonObject, type JsonObject } from '@codegate/kernel';

import { bearer, plainQuirks, type Credential, type Provider } from './provider.js';

function authHeaders(credential: Credential): Record<string, string> {
  const { externalAccountId } = credential;
  return {
    ...bearer(credential),
    ...(externalAccountId === null ? {} : { 'chatgpt-account-id': externalAccountId }),
  };
}

/** It refuses what Codex itself would never send: other storage, text as input, system messages, no instructions. */
function isBodyOfCodex({ stream, store, instructions, input }: JsonObject): boolean {
  if (stream !== true || store !== false || typeof instructions !== 'string') return false;
  return (
    Array.isArray(input) && !input.some((item) => isJsonObject(item) && item.role === 'system')
  );
}

/**
 * The backend of ChatGPT plans: Responses only, streams only. `refusedFields` are the parameters it refuses with
 * "Unsupported parameter" (openai/codex, kortix-ai/suna#5124).
 */
export const codex: Provider = {
  id: 'codex',
  label: 'Codex (ChatGPT plan)',
  baseUrl: 'https://chatgpt.com/backend-api/codex',
  dialects: ['responses'],
  paths: { responses: '/responses', compact: '/responses/compact' },
  modelsPath: '/models?client_version=0.169.0',
  authHeaders,
  isSubscription: true,
  priceVendor: 'openai',
  issuer: 'openai',
  quirks: {
    ...plainQuirks,
    toolIdLimit: 64,
    reasoningControl: 'reasoning_effort',
    efforts: ['none', 'low', 'medium', 'high', 'xhigh', 'max'],
    refusedFields: [
      'max_output_tokens',
      'max_completion_tokens',
      'temperature',
      'top_p',
      'truncation',
      'user',
      'metadata',
      'prompt_cache_options',
      'prompt_cache_retention',
      'prompt_cache_breakpoint',
      'context_management',
      'previous_response_id',
      'safety_identifier',
    ],
    files: true,
    developerRole: true,
    streamOnly: true,
    serviceTiers: ['priority'],
  },
  takesBody: { responses: isBodyOfCodex },
  takesClientHeaders: true,
};
