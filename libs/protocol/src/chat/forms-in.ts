import { isJsonObject, type JsonObject } from '@codegate/kernel';

import type { ProviderQuirks } from '../target.js';

const reasoningFields = ['reasoning_details', 'reasoning_content', 'reasoning'] as const;

/** Which of the fields that differ between providers a body has. */
export function formsIn(body: JsonObject): Partial<ProviderQuirks> {
  return {
    maxTokensField:
      body.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens',
    reasoningControl: reasoningControlIn(body),
    reasoningField: reasoningFieldIn(body.messages),
  };
}

function reasoningControlIn(body: JsonObject): ProviderQuirks['reasoningControl'] {
  if (isJsonObject(body.reasoning)) return 'reasoning_object';
  if (!isJsonObject(body.thinking)) return 'reasoning_effort';
  return body.reasoning_effort === undefined ? 'thinking' : 'thinking_and_effort';
}

function reasoningFieldIn(messages: unknown): ProviderQuirks['reasoningField'] {
  if (!Array.isArray(messages)) return null;
  const list = messages as readonly unknown[];
  const isUsed = (field: string) =>
    list.some((message) => isJsonObject(message) && message[field] !== undefined);
  return reasoningFields.find(isUsed) ?? null;
}
