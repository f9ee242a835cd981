import type { JsonObject } from '@codegate/kernel';

import type { LlmEvent } from '../model.js';
import { readResponse } from './read-response.js';
import { StreamReader } from './read-stream.js';

function read(events: JsonObject[]): LlmEvent[] {
  const reader = new StreamReader();
  const seen = events.flatMap((event) => reader.push({ data: JSON.stringify(event) }));
  return [...seen, ...reader.end()];
}

const created = { type: 'response.created', response: { id: 'resp_1', model: 'up' } };
const start = { type: 'start', id: 'resp_1', model: 'up' };
const end = [{ type: 'stop', reason: 'end_turn' }, { type: 'end' }];
const completed = { type: 'response.completed', response: { status: 'completed', output: [] } };
const call = { type: 'function_call', call_id: 'call_1', name: 'f' };

describe('reading a Responses stream', () => {
  it('separates the parts of a summary by a blank line', () => {
    const at = { output_index: 0, item_id: 'rs' };

    const events = read([
      created,
      { type: 'response.reasoning_summary_part.added', summary_index: 0, ...at },
      { type: 'response.reasoning_summary_text.delta', summary_index: 0, delta: 'A', ...at },
      { type: 'response.reasoning_summary_part.added', summary_index: 1, ...at },
      { type: 'response.reasoning_summary_text.delta', summary_index: 1, delta: 'B', ...at },
      completed,
    ]);

    const thinking = events.filter((event) => event.type === 'thinking').map((event) => event.text);
    expect(thinking).toEqual(['A', '\n\n', 'B']);
  });

  it('takes the encrypted content of the last event of a reasoning item', () => {
    const item = { type: 'reasoning', summary: [] };

    const events = read([
      created,
      {
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...item, encrypted_content: 'first' },
      },
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { ...item, encrypted_content: 'last' },
      },
      completed,
    ]);

    const signature = { issuer: 'unknown', value: 'last' };
    expect(events).toEqual([start, { type: 'signature', signature }, ...end]);
  });

  it('does not repeat what a server sends as summary and as reasoning', () => {
    const events = read([
      created,
      { type: 'response.reasoning_text.delta', output_index: 0, delta: 'raw' },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'summary' },
      completed,
    ]);

    expect(events.filter((event) => event.type === 'thinking')).toEqual([
      { type: 'thinking', text: 'raw' },
    ]);
  });

  it('ends calls without a last event at the end of the response', () => {
    const events = read([
      created,
      { type: 'response.output_item.added', output_index: 0, item: call },
      { type: 'response.function_call_arguments.delta', output_index: 0, delta: '{}' },
      completed,
    ]);

    expect(events.slice(1)).toEqual([
      { type: 'tool_start', key: '0', id: 'call_1', name: 'f', kind: 'function' },
      { type: 'tool_args', key: '0', delta: '{}' },
      { type: 'tool_end', key: '0' },
      { type: 'stop', reason: 'tool_use' },
      { type: 'end' },
    ]);
  });

  it('does not end a call the limit has cut off', () => {
    const events = read([
      created,
      { type: 'response.output_item.added', output_index: 0, item: call },
      { type: 'response.function_call_arguments.delta', output_index: 0, delta: '{"x":' },
      {
        type: 'response.output_item.done',
        output_index: 0,
        item: { ...call, status: 'incomplete' },
      },
      {
        type: 'response.incomplete',
        response: { incomplete_details: { reason: 'max_output_tokens' } },
      },
    ]);

    expect(events.map((event) => event.type)).toEqual([
      'start',
      'tool_start',
      'tool_args',
      'stop',
      'end',
    ]);
  });

  it('takes everything from the last event when there was nothing before', () => {
    const content = [{ type: 'output_text', text: 'Hi' }];
    const output = [{ type: 'message', role: 'assistant', content }];

    const events = read([
      { type: 'response.completed', response: { id: 'resp_1', model: 'up', output } },
    ]);

    expect(events).toEqual([start, { type: 'text', text: 'Hi' }, ...end]);
  });

  it.each<[string, JsonObject[], object]>([
    [
      'nested',
      [
        {
          type: 'error',
          error: { code: 'rate_limit_exceeded', message: 'Slow. Please try again in 1.5s.' },
        },
      ],
      { status: 429, retryAfterMs: 1500 },
    ],
    [
      'flat',
      [{ type: 'error', code: 'server_is_overloaded', message: 'Busy', param: null }],
      { status: 529, message: 'Busy' },
    ],
    [
      'failed',
      [
        {
          type: 'response.failed',
          response: {
            status: 'failed',
            error: { code: 'context_length_exceeded', message: 'Long' },
          },
        },
      ],
      { status: 400, code: 'context_length_exceeded' },
    ],
    ['cancelled', [{ type: 'response.cancelled', response: {} }], { status: 502 }],
    [
      'both',
      [
        { type: 'error', error: { message: 'a' } },
        { type: 'response.failed', response: { error: { message: 'b' } } },
      ],
      { message: 'a' },
    ],
    [
      'cut',
      [created],
      { status: 502, message: 'The upstream closed the stream before response.completed' },
    ],
    ['no JSON', [], { status: 502 }],
  ])('reports one error: %s', (_title, list, expected) => {
    const events = read(list).filter((event) => event.type === 'error');

    expect(events).toEqual([expect.objectContaining(expected)]);
  });

  it('skips events of hosted tools, but keeps their items for clients of Responses', () => {
    const item = { type: 'web_search_call', id: 'ws_1', status: 'completed' };

    const events = read([
      created,
      { type: 'response.web_search_call.searching', output_index: 0 },
      { type: 'response.output_item.done', output_index: 0, item },
      { type: 'codex.rate_limits', limits: [] },
      completed,
    ]);

    const origin = { dialect: 'responses', raw: [item] };
    const search = { id: 'ws_1', query: '', sources: [], origin };
    expect(events).toEqual([start, { type: 'web_search', search }, ...end]);
  });
});

describe('reading a whole response', () => {
  it.each<[JsonObject, object]>([
    [{ error: { message: 'No', type: 'invalid_request_error' } }, { status: 400, message: 'No' }],
    [{ id: 'x' }, { status: 502 }],
    [
      { status: 'failed', output: [], error: { code: 'server_error', message: 'Oh' } },
      { status: 500, message: 'Oh' },
    ],
  ])('reports %j as an error', (body, expected) => {
    expect(readResponse(body).at(-1)).toEqual(
      expect.objectContaining({ type: 'error', ...expected }),
    );
  });
});
