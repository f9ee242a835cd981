/** The three wire formats: Anthropic Messages, OpenAI Chat Completions, OpenAI Responses. */
export const dialects = ['messages', 'chat', 'responses'] as const;
export type Dialect = (typeof dialects)[number];

/** What a caller may ask the proxy for. */
export const endpoints = ['messages', 'count_tokens', 'chat', 'responses', 'embeddings'] as const;
export type Endpoint = (typeof endpoints)[number];

/** Whose habits an endpoint follows: shapes of bodies, errors and headers. */
export const dialectOf: Readonly<Record<Endpoint, Dialect>> = {
  messages: 'messages',
  count_tokens: 'messages',
  chat: 'chat',
  responses: 'responses',
  embeddings: 'chat',
};
