import { bearer, plainQuirks, type Provider } from './provider.js';

/** Google's OpenAI-compatible endpoint. Tool calls have a thought_signature that has to be sent back. */
export const gemini: Provider = {
  id: 'gemini',
  label: 'Google Gemini',
  baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
  dialects: ['chat'],
  paths: { chat: '/chat/completions', embeddings: '/embeddings' },
  modelsPath: '/models',
  authHeaders: bearer,
  priceVendor: 'google',
  issuer: 'gemini',
  quirks: {
    ...plainQuirks,
    reasoningControl: 'reasoning_effort',
    refusedSchemaKeywords: [
      '$schema',
      'additionalProperties',
      'exclusiveMinimum',
      'exclusiveMaximum',
    ],
    files: true,
    thoughtSignatures: true,
  },
  takesClientHeaders: false,
};
