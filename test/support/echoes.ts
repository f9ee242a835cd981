import type { Dialect } from './callers.js';

/** A text in pieces of so many characters. */
export function pieces(text: string, size: number): string[] {
  const units = Array.from(text);
  return Array.from({ length: Math.ceil(units.length / size) }, (_, i) =>
    units.slice(i * size, (i + 1) * size).join(''),
  );
}

const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
const chatUsage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
const item = (said: string) => ({
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: said, annotations: [] }],
});
const callItem = (args: string) => ({
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: 'get_weather',
  arguments: args,
  status: 'completed',
});
const aResponse = (output: object[], status: string) => ({
  id: 'resp_1',
  object: 'response',
  status,
  output,
  error: null,
  usage,
});

/** A response with a text and a call of a tool, in each dialect. */
export const wholeEcho: Record<Dialect, (said: string, args: string) => object> = {
  messages: (said, args) => ({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [
      { type: 'text', text: said },
      { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: JSON.parse(args) },
    ],
    stop_reason: 'tool_use',
    usage,
  }),
  chat: (said, args) => ({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'm',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: said,
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: args } },
          ],
        },
        finish_reason: 'tool_calls',
      },
    ],
    usage: chatUsage,
  }),
  responses: (said, args) => aResponse([item(said), callItem(args)], 'completed'),
};

const named = (data: { type: string; [key: string]: unknown }) =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

/** The same as a stream with these deltas. */
export const streamEcho: Record<Dialect, (said: string[], args: string[]) => string> = {
  messages: (said, args) =>
    [
      {
        type: 'message_start',
        message: {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          usage,
        },
      },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      ...said.map((text) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text },
      })),
      { type: 'content_block_stop', index: 0 },
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} },
      },
      ...args.map((json) => ({
        type: 'content_block_delta',
        index: 1,
        delta: { type: 'input_json_delta', partial_json: json },
      })),
      { type: 'content_block_stop', index: 1 },
      { type: 'message_delta', delta: { stop_reason: 'tool_use', stop_sequence: null }, usage },
      { type: 'message_stop' },
    ]
      .map(named)
      .join(''),
  chat: (said, args) => {
    const chunk = (delta: object, finish: string | null = null) =>
      `data: ${JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [{ index: 0, delta, finish_reason: finish }],
      })}\n\n`;
    const start = { index: 0, id: 'call_1', type: 'function' };
    return (
      chunk({ role: 'assistant', content: '' }) +
      said.map((content) => chunk({ content })).join('') +
      chunk({ tool_calls: [{ ...start, function: { name: 'get_weather', arguments: '' } }] }) +
      args
        .map((json) => chunk({ tool_calls: [{ index: 0, function: { arguments: json } }] }))
        .join('') +
      chunk({}, 'tool_calls') +
      `data: ${JSON.stringify({ id: 'chatcmpl-1', choices: [], usage: chatUsage })}\n\n` +
      'data: [DONE]\n\n'
    );
  },
  responses: (said, args) => {
    const whole = said.join('');
    const json = args.join('');
    const about = { output_index: 0, content_index: 0, item_id: 'msg_1' };
    const part = { type: 'output_text', text: '', annotations: [] };
    const events = [
      { type: 'response.created', response: aResponse([], 'in_progress') },
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...item(''), content: [], status: 'in_progress' },
      },
      { type: 'response.content_part.added', ...about, part },
      ...said.map((delta) => ({ type: 'response.output_text.delta', ...about, delta })),
      { type: 'response.output_text.done', ...about, text: whole },
      { type: 'response.content_part.done', ...about, part: { ...part, text: whole } },
      { type: 'response.output_item.done', output_index: 0, item: item(whole) },
      { type: 'response.output_item.added', output_index: 1, item: callItem('') },
      ...args.map((delta) => ({
        type: 'response.function_call_arguments.delta',
        output_index: 1,
        item_id: 'fc_1',
        delta,
      })),
      {
        type: 'response.function_call_arguments.done',
        output_index: 1,
        item_id: 'fc_1',
        arguments: json,
      },
      { type: 'response.output_item.done', output_index: 1, item: callItem(json) },
      {
        type: 'response.completed',
        response: aResponse([item(whole), callItem(json)], 'completed'),
      },
    ];
    return events.map((event, number) => named({ ...event, sequence_number: number })).join('');
  },
};
