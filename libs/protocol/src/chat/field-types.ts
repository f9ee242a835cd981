import { choice, text, type FieldTypes } from '../request/check-types.js';

/** Types of the fields a conversion reads. */
export const fieldTypes: FieldTypes = {
  messages: 'array',
  max_tokens: 'number',
  max_completion_tokens: 'number',
  temperature: 'number',
  top_p: 'number',
  n: 'number',
  stop: text,
  stream_options: 'object',
  tools: 'array',
  functions: 'array',
  tool_choice: choice,
  function_call: choice,
  parallel_tool_calls: 'boolean',
  reasoning_effort: 'string',
  response_format: 'object',
  safety_identifier: 'string',
  user: 'string',
  service_tier: 'string',
};
