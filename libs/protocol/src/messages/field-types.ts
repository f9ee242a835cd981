import { text, type FieldTypes } from '../request/check-types.js';

/** Types of the fields a conversion reads. */
export const fieldTypes: FieldTypes = {
  messages: 'array',
  system: text,
  max_tokens: 'number',
  temperature: 'number',
  top_p: 'number',
  top_k: 'number',
  stop_sequences: 'array',
  tools: 'array',
  tool_choice: 'object',
  thinking: 'object',
  output_config: 'object',
  output_format: 'object',
  metadata: 'object',
  service_tier: 'string',
};
