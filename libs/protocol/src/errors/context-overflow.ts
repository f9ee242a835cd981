/** What an error says about its cause; the errors of all shapes have these members. */
type ErrorWords = {
  message: string;
  code?: string | null | undefined;
  type?: string | null | undefined;
  /** Size of the conversation and of the model's context in tokens, where the body has members for them. */
  overflow?: OverflowTokens | undefined;
};

export type OverflowTokens = { used: number; limit: number };

/** Codes and types of providers for a conversation that does not fit the model. */
const codes: ReadonlySet<string> = new Set([
  'context_length_exceeded', // OpenAI, Azure, Groq, Cerebras, Together
  'exceed_context_size_error', // llama.cpp
  'model_context_window_exceeded', // GLM
  'model_max_prompt_tokens_exceeded', // GitHub Copilot
  'context_window_exceeded',
  'context_length_error',
  'max_context_length_exceeded',
  '1261', // GLM: "Prompt exceeds max length"
]);

const number = '\\(?([\\d,]{3,12})\\)?';

/**
 * Messages of providers when the conversation does not fit the model. Where a message has both numbers, `tokens` reads
 * them: the groups `used` and `limit`.
 */
const wordings: readonly { words: RegExp; tokens?: RegExp }[] = [
  // Anthropic, Fireworks
  {
    words: /prompt is too long/i,
    tokens:
      /(?<used>[\d,]{1,15})(?: tokens >|, model maximum context length:) (?<limit>[\d,]{1,15})/i,
  },
  {
    words: /exceeds? (?:the )?context limit/i,
    tokens: /limit: (?<used>\d{1,12}) \+ \d{1,12} > (?<limit>\d{1,12})/i,
  },
  // OpenAI, vLLM, DeepSeek, OpenRouter, SGLang, Mistral
  {
    words: /maximum context length/i,
    tokens:
      /maximum context length (?:is|of) (?<limit>\d{1,12}) tokens.{0,300}?(?:requested(?: a total of)?(?: about)?|resulted in|request has) (?<used>\d{1,12})/is,
  },
  {
    words: /too large for model with \d+ maximum context length/i,
    tokens: /contains (?<used>\d{1,12}) tokens.{0,300} model with (?<limit>\d{1,12})/i,
  },
  { words: /exceeds? the context window|context window (?:is |was )?exceed/i },
  {
    words:
      /(?:exceeds?|larger than|longer than|fit (?:in|into)) (?:the |this )?(?:model'?s? )?context window/i,
  },
  {
    words: /exceeds? the (?:model's )?(?:maximum|max) (?:context|input)/i,
    tokens: /limit of (?<limit>\d{1,12}) tokens.{0,300} resulted in (?<used>\d{1,12}) tokens/is,
  },
  {
    words: /input tokens exceed the configured limit/i,
    tokens: /limit of (?<limit>\d{1,12}) tokens.{0,300} resulted in (?<used>\d{1,12}) tokens/is,
  },
  // Groq, Cerebras
  {
    words: /reduce the length of the (?:messages|prompt|input)/i,
    tokens: /current length is (?<used>\d{1,12}) while limit is (?<limit>\d{1,12})/i,
  },
  // Bedrock
  { words: /input is too long|number of input tokens exceeds maximum length/i },
  // llama.cpp
  {
    words: /exceeds? the available context size/i,
    tokens: new RegExp(
      `request ${named(number, 'used')} tokens.{0,300} size ${named(number, 'limit')}`,
      'i',
    ),
  },
  // Ollama
  {
    words:
      /(?:input|prompt) length exceeds (?:the |maximum )?context length|exceeded max context length/i,
  },
  // LM Studio
  {
    words:
      /greater than the context length|context length of only \d+ tokens|context the overflows|context overflow/i,
    tokens: /n_keep: ?(?<used>\d{1,12}) ?>= ?n_ctx: ?(?<limit>\d{1,12})/i,
  },
  // SGLang, vLLM
  {
    words: /(?:is )?longer than the (?:model's context length|maximum model length)/i,
    tokens:
      /\((?:length )?(?<used>\d{1,12})(?: tokens)?\).{0,300}?length (?:of )?\(?(?<limit>\d{1,12})/i,
  },
  {
    words: /input prompt \(\d+ tokens\) is too long/i,
    tokens: /prompt \((?<used>\d{1,12}) tokens\).{0,300} limit of (?<limit>\d{1,12})/i,
  },
  // Text Generation Inference, Together
  {
    words: /`inputs` tokens \+ `max_new_tokens` must be|`inputs` must have less than \d+ tokens/i,
    tokens: /(?:<=|less than) (?<limit>\d{1,12}).{0,300} given: (?<used>\d{1,12})/is,
  },
  // Gemini
  {
    words: /input token count .{0,20}exceeds the maximum number of tokens/i,
    tokens: /count \(?(?<used>\d{1,12})\)? exceeds .{0,300} \(?(?<limit>\d{1,12})\)?/i,
  },
  // xAI
  {
    words: /maximum prompt length is \d+/i,
    tokens: /length is (?<limit>\d{1,12}) but the request contains (?<used>\d{1,12})/i,
  },
  // GLM, MiniMax
  { words: /prompt exceeds max length|prompt 超长|context window exceeds limit/i },
  // Moonshot
  {
    words: /exceeded model token limit/i,
    tokens: /token limit: (?<limit>\d{1,12}) \(requested: (?<used>\d{1,12})\)/i,
  },
  // GitHub Copilot
  {
    words: /prompt token count of \d+ exceeds the limit/i,
    tokens: /count of (?<used>\d{1,12}) exceeds the limit of (?<limit>\d{1,12})/i,
  },
  // Qwen
  { words: /range of input length should be/i },
  // Cohere
  {
    words: /tokens in the prompt cannot exceed/i,
    tokens: /cannot exceed (?<limit>\d{1,12}) - received (?<used>\d{1,12})/i,
  },
];

function named(pattern: string, name: string): string {
  return pattern.replace('([', `(?<${name}>[`);
}

/** A limit of tokens per minute, which several providers report in similar words. */
const rateWords = /\bper (?:minute|min|day|hour)\b|\b[TR]P[MD]\b/i;

/** Whether the error means that the conversation does not fit the model. */
export function isContextOverflow({ message, code, type }: ErrorWords): boolean {
  if (codes.has(code ?? '') || codes.has(type ?? '')) return true;
  return !rateWords.test(message) && wordings.some(({ words }) => words.test(message));
}

/**
 * The message in the words on which Claude Code compacts a conversation, with the two numbers it reads where the
 * provider named them.
 */
export function toOverflowMessage(error: ErrorWords): string {
  const { message } = error;
  if (/^prompt is too long/i.test(message)) return message;
  const tokens = error.overflow ?? readTokens(message);
  const hasNumbers = tokens !== undefined && tokens.used > tokens.limit;
  const numbers = hasNumbers ? `: ${tokens.used} tokens > ${tokens.limit} maximum` : '';
  return `prompt is too long${numbers}: ${message}`;
}

function readTokens(message: string): OverflowTokens | undefined {
  for (const { words, tokens } of wordings) {
    const groups = words.test(message) ? tokens?.exec(message)?.groups : undefined;
    if (groups) return { used: toNumber(groups.used), limit: toNumber(groups.limit) };
  }
  return undefined;
}

function toNumber(digits: string | undefined): number {
  return Number((digits ?? '').replaceAll(',', ''));
}
