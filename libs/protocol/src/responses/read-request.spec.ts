import type { JsonObject } from '@codegate/kernel';

import { refuseStatefulResponses } from '../openai/stateful.js';
import { readRequest } from './read-request.js';

const f = { type: 'function', name: 'f', parameters: {} };
const custom = { type: 'custom', name: 'g' };

describe('reading a Responses request', () => {
  it.each<[JsonObject, string]>([
    [{ input: 'x' }, 'model'],
    [{ model: 'm' }, 'input'],
    [{ model: 'm', input: [1] }, 'input[0]'],
    [{ model: 'm', input: [{ role: 'wizard', content: 'x' }] }, 'input[0].role'],
    [{ model: 'm', input: [{ type: 'function_call', call_id: 'a' }] }, 'input[0].name'],
    [{ model: 'm', input: 'x', tools: [{ name: 'f' }] }, 'tools[0].type'],
    [
      {
        model: 'm',
        input: 'x',
        tools: [{ type: 'namespace', name: 'n', tools: [{ type: 'function' }] }],
      },
      'tools[0].tools[0].name',
    ],
  ])('names the field at fault: %j', (body, field) => {
    expect(() => readRequest(body)).toThrow(
      expect.objectContaining({ code: 'invalid_request', field }),
    );
  });

  it('puts items of the assistant in a row into one message, and results into another', () => {
    const { messages } = readRequest({
      model: 'm',
      input: [
        { role: 'user', content: 'Go' },
        { type: 'reasoning', summary: [], encrypted_content: 'AA' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Yes' }] },
        { type: 'function_call', call_id: 'a', name: 'f', arguments: '{}' },
        { type: 'custom_tool_call', call_id: 'b', name: 'g', input: 'x' },
        { type: 'function_call_output', call_id: 'a', output: '1' },
        {
          type: 'custom_tool_call_output',
          call_id: 'b',
          output: [{ type: 'input_text', text: '2' }],
        },
        { role: 'user', content: 'Thanks' },
      ],
    });

    expect(
      messages.map((message) => [message.role, ...message.parts.map((part) => part.type)]),
    ).toEqual([
      ['user', 'text'],
      ['assistant', 'thinking', 'text', 'tool_use', 'tool_use'],
      ['user', 'tool_result', 'tool_result'],
      ['user', 'text'],
    ]);
  });

  it('takes instructions and the first developer messages as system prompt, later ones where they stand', () => {
    const request = readRequest({
      model: 'm',
      instructions: 'A',
      input: [
        { role: 'developer', content: 'B' },
        { role: 'user', content: 'Go' },
        { role: 'developer', content: [{ type: 'input_text', text: 'C' }] },
      ],
    });

    expect(request.system.map((part) => part.text)).toEqual(['A', 'B']);
    expect(request.messages.map((message) => message.role)).toEqual(['user', 'system']);
  });

  it('lets a tool that is defined again replace the earlier definition', () => {
    const additional = {
      type: 'additional_tools',
      role: 'developer',
      tools: [{ ...f, description: 'new' }],
    };

    const { tools } = readRequest({ model: 'm', input: [additional], tools: [f, custom] });

    expect(tools).toHaveLength(2);
    expect(tools[0]).toMatchObject({ name: 'f', description: 'new' });
  });

  it.each<[unknown, object]>([
    ['required', { toolChoice: { mode: 'any' } }],
    [{ type: 'function', name: 'f' }, { toolChoice: { mode: 'tool', name: 'f' } }],
    [{ type: 'custom', name: 'g' }, { toolChoice: { mode: 'tool', name: 'g' } }],
    [{ type: 'web_search' }, { extra: { tool_choice: { type: 'web_search' } } }],
  ])('understands the tool choice %j', (tool_choice, expected) => {
    expect(readRequest({ model: 'm', input: 'x', tools: [f, custom], tool_choice })).toMatchObject(
      expected,
    );
  });

  it('shortens the list of tools to the allowed ones', () => {
    const tool_choice = {
      type: 'allowed_tools',
      mode: 'auto',
      tools: [{ type: 'custom', name: 'g' }, { type: 'web_search' }],
    };
    const tools = [f, custom, { type: 'web_search' }, { type: 'local_shell' }];

    const request = readRequest({ model: 'm', input: 'x', tools, tool_choice });

    expect(request.tools.map((tool) => (tool.kind === 'hosted' ? tool.type : tool.name))).toEqual([
      'g',
      'web_search',
    ]);
    expect(request.toolChoice).toEqual({ mode: 'auto' });
  });
});

describe('refuseStatefulResponses', () => {
  it.each(['previous_response_id', 'conversation', 'prompt', 'background'])('names %s', (field) => {
    const request = readRequest({ model: 'm', [field]: 'x' });

    expect(() => refuseStatefulResponses(request)).toThrow(expect.objectContaining({ field }));
  });

  it('lets fields pass that ask for nothing', () => {
    const request = readRequest({
      model: 'm',
      input: 'x',
      previous_response_id: null,
      background: false,
    });

    expect(() => refuseStatefulResponses(request)).not.toThrow();
  });
});
