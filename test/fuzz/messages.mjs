/** Random requests and stream events of the dialects, in which one place is long, deep or repeated. */
import { pumped } from './random.mjs';

const scalars = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  '',
  'auto',
  [],
  {},
  [null],
  [[]],
  { type: 'text' },
];
/** Deeper bodies are refused before anything walks through them. */
const mostNested = 400;

const deep = (levels) => {
  let value = { type: 'string' };
  for (let level = 0; level < levels; level += 1)
    value = { type: 'object', properties: { a: value } };
  return value;
};

/** What grows with the size of the input. */
const growths = ['text', 'messages', 'parts', 'tools', 'members', 'nesting', 'calls'];

/** @returns `build(chars)`, a body of about that many characters, and its shape */
export function requestOf(random, dialect) {
  const growth = random.pick(growths);
  const { build: textOf, ...text } = pumped(random);
  const short = textOf(20);
  const broken = random.chance(0.5)
    ? { at: random.pick(Object.keys(brokenPlaces)), value: random.pick(scalars) }
    : null;
  const build = (chars) => {
    const many = (each) => Array.from({ length: Math.ceil(chars / 80) }, (_, index) => each(index));
    const grow = (name, one, each) => (growth === name ? many(each) : one);
    const schema = growth === 'nesting' ? deep(Math.min(mostNested / 2, chars / 80)) : deep(1);
    const content = growth === 'text' ? textOf(chars) : short;
    const parts = grow('parts', [part(dialect, content)], () => part(dialect, short));
    const calls = grow('calls', [0], (index) => index);
    const tools = grow('tools', [0], (index) => index).map((index) =>
      tool(dialect, index, schema, content),
    );
    const turns = grow('messages', [0], (index) => index);
    const extra =
      growth === 'members' ? Object.fromEntries(many((index) => [`x${index}${short}`, short])) : {};
    const body = { ...bodies[dialect]({ parts, calls, tools, turns, content }), ...extra };
    if (broken) brokenPlaces[broken.at](body, broken.value);
    return body;
  };
  return { shape: { dialect, growth, text, broken }, build };
}

const brokenPlaces = {
  messages: (body, value) => (body.input ? (body.input = value) : (body.messages = value)),
  message: (body, value) => (body.input ?? body.messages).push(value),
  content: (body, value) => ((body.input ?? body.messages)[0].content = value),
  part: (body, value) => ((body.input ?? body.messages)[0].content = [value]),
  tools: (body, value) => (body.tools = value),
  tool: (body, value) => body.tools.push(value),
  choice: (body, value) => (body.tool_choice = value),
  system: (body, value) => ((body.system = value), (body.instructions = value)),
  format: (body, value) => ((body.response_format = value), (body.text = value)),
  reasoning: (body, value) => ((body.reasoning = value), (body.thinking = value)),
  limit: (body, value) => ((body.max_tokens = value), (body.max_output_tokens = value)),
  stop: (body, value) => ((body.stop = value), (body.stop_sequences = value)),
  metadata: (body, value) => (body.metadata = value),
};

function part(dialect, text) {
  return dialect === 'responses' ? { type: 'input_text', text } : { type: 'text', text };
}

function tool(dialect, index, parameters, description) {
  const name = `tool_${index}`;
  if (dialect === 'messages') return { name, description, input_schema: parameters };
  if (dialect === 'responses') return { type: 'function', name, description, parameters };
  return { type: 'function', function: { name, description, parameters } };
}

const bodies = {
  messages: ({ parts, calls, tools, turns, content }) => ({
    model: 'm',
    max_tokens: 100,
    system: content,
    tools,
    messages: turns.flatMap((turn) => [
      { role: 'user', content: parts },
      {
        role: 'assistant',
        content: calls.map((call) => ({
          type: 'tool_use',
          id: `c${turn}_${call}`,
          name: 'tool_0',
          input: { content },
        })),
      },
      {
        role: 'user',
        content: calls.map((call) => ({
          type: 'tool_result',
          tool_use_id: `c${turn}_${call}`,
          content,
        })),
      },
    ]),
  }),
  chat: ({ parts, calls, tools, turns, content }) => ({
    model: 'm',
    tools,
    messages: turns.flatMap((turn) => [
      { role: 'user', content: parts },
      {
        role: 'assistant',
        content: null,
        tool_calls: calls.map((call) => ({
          id: `c${turn}_${call}`,
          type: 'function',
          function: { name: 'tool_0', arguments: JSON.stringify({ content }) },
        })),
      },
      ...calls.map((call) => ({ role: 'tool', tool_call_id: `c${turn}_${call}`, content })),
    ]),
  }),
  responses: ({ parts, calls, tools, turns, content }) => ({
    model: 'm',
    instructions: content,
    tools,
    input: turns.flatMap((turn) => [
      { role: 'user', content: parts },
      ...calls.map((call) => ({
        type: 'function_call',
        call_id: `c${turn}_${call}`,
        name: 'tool_0',
        arguments: JSON.stringify({ content }),
      })),
      ...calls.map((call) => ({
        type: 'function_call_output',
        call_id: `c${turn}_${call}`,
        output: content,
      })),
    ]),
  }),
};

/** Events of a stream: one huge event or many small ones, some with members of a wrong type. */
export function eventOf(random, dialect) {
  const { build: textOf, ...text } = pumped(random);
  const isHuge = random.chance(0.4);
  const lineEnd = random.pick(['\n', '\r\n', '\r']);
  const broken = random.chance(0.4) ? random.pick(scalars) : undefined;
  const write = ({ name, data }) =>
    `${name ? `event: ${name}${lineEnd}` : ''}data: ${JSON.stringify(data)}${lineEnd}${lineEnd}`;
  const build = (chars) => {
    const piece = textOf(isHuge ? chars : 10);
    const count = isHuge ? 1 : Math.ceil(chars / 120);
    const { start, delta, end } = streams[dialect](broken === undefined ? piece : broken);
    return [...start, ...Array.from({ length: count }, () => delta), ...end].map(write).join('');
  };
  return { shape: { dialect, isHuge, lineEnd, broken, text }, build };
}

const named = (data) => ({ name: data.type, data });
const streams = {
  messages: (text) => ({
    start: [
      named({
        type: 'message_start',
        message: {
          id: 'm1',
          type: 'message',
          role: 'assistant',
          model: 'm',
          content: [],
          usage: { input_tokens: 1, output_tokens: 1 },
        },
      }),
      named({
        type: 'content_block_start',
        index: 0,
        content_block: { type: 'tool_use', id: 't', name: text, input: {} },
      }),
      named({ type: 'content_block_start', index: 1, content_block: { type: 'text', text } }),
    ],
    delta: named({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: text },
    }),
    end: [
      named({ type: 'content_block_delta', index: 1, delta: { type: 'text_delta', text } }),
      named({ type: 'content_block_stop', index: 0 }),
      named({
        type: 'message_delta',
        delta: { stop_reason: 'end_turn' },
        usage: { output_tokens: 5 },
      }),
      named({ type: 'message_stop' }),
    ],
  }),
  chat: (text) => ({
    start: [
      {
        data: {
          id: 'c',
          choices: [
            { index: 0, delta: { role: 'assistant', content: text, reasoning_content: text } },
          ],
        },
      },
    ],
    delta: {
      data: {
        id: 'c',
        choices: [
          {
            index: 0,
            delta: {
              content: text,
              tool_calls: [{ index: 0, id: 't', function: { name: 'f', arguments: text } }],
            },
          },
        ],
      },
    },
    end: [
      {
        data: {
          id: 'c',
          choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
          usage: { prompt_tokens: 1, completion_tokens: 2 },
        },
      },
    ],
  }),
  responses: (text) => ({
    start: [
      named({ type: 'response.created', response: { id: 'r', output: [] } }),
      named({
        type: 'response.output_item.added',
        output_index: 0,
        item: { type: 'message', id: 'i', role: 'assistant', content: [] },
      }),
    ],
    delta: named({
      type: 'response.output_text.delta',
      item_id: 'i',
      output_index: 0,
      content_index: 0,
      delta: text,
    }),
    end: [
      named({
        type: 'response.output_item.done',
        output_index: 0,
        item: { type: 'message', id: 'i', content: [{ type: 'output_text', text }] },
      }),
      named({
        type: 'response.completed',
        response: {
          id: 'r',
          status: 'completed',
          output: [],
          usage: { input_tokens: 1, output_tokens: 2 },
        },
      }),
    ],
  }),
};
