import type { ModelCapabilities, ProviderQuirks, Target } from '../target.js';

type Differences = {
  capabilities?: Partial<ModelCapabilities>;
  quirks?: Partial<ProviderQuirks>;
} & Partial<Pick<Target, 'issuer' | 'model' | 'provider'>>;

/** A target of a wire format that takes everything, for tests; `differences` are what it does not. */
export function aTarget(dialect: string, differences: Differences = {}): Target {
  const { capabilities, quirks, ...rest } = differences;
  const isMessages = dialect === 'messages';
  return {
    dialect,
    provider: 'test',
    issuer: isMessages ? 'anthropic' : 'openai',
    model: 'upstream-model',
    ...rest,
    capabilities: {
      contextTokens: null,
      maxOutputTokens: null,
      sampling: 'full',
      thinking: isMessages ? ['disabled', 'enabled', 'adaptive'] : [],
      efforts: ['low', 'medium', 'high', 'max'],
      prefill: true,
      stop: true,
      structuredOutput: true,
      midSystem: true,
      images: true,
      pdf: true,
      developerRole: false,
      ...capabilities,
    },
    quirks: {
      maxTokensField: 'max_tokens',
      toolIdLimit: 64,
      reasoningField: null,
      reasoningFieldRequired: false,
      reasoningControl: 'reasoning_effort',
      efforts: null,
      allowedFields: null,
      refusedFields: [],
      refusedSchemaKeywords: [],
      topK: false,
      cacheControl: false,
      files: true,
      toolChoice: true,
      parallelToolCalls: true,
      structuredOutput: true,
      developerRole: false,
      thoughtSignatures: false,
      streamOnly: false,
      thinkTags: false,
      ...quirks,
    },
  };
}
