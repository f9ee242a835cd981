import { choice, text, type FieldTypes } from '../request/check-types.js';

/** Types of the fields a conversion reads. */
export const fieldTypes: FieldTypes = {
  input: text,
  instructions: text,
  max_output_tokens: 'number',
  temperature: 'number',
  top_p: 'number',
  stream_options: 'object',
  tools: 'array',
  tool_choice: choice,
  parallel_tool_calls: 'boolean',
  reasoning: 'object',
  text: 'object',
  safety_identifier: 'string',
  user: 'string',
  service_tier: 'string',
};
