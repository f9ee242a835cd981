import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';

import { removeForeignThinking } from '../messages/foreign-thinking.js';
import type { LlmEvent, LlmRequest } from '../model.js';
import { formatOf } from '../registry.js';
import { foldEvents } from '../response/fold-events.js';
import type { ResponseOptions } from '../response/types.js';
import { SseReader } from '../sse/sse-reader.js';
import type { Target } from '../target.js';
import { aTarget } from '../testing/a-target.js';
import { convertRequest } from './convert.js';

const location = { type: 'approximate', city: 'Berlin', country: 'DE' };
const searchTool = {
  type: 'web_search_20250305',
  name: 'web_search',
  max_uses: 8,
  allowed_domains: ['https://nodejs.org'],
  user_location: location,
};

function messagesBody(changes: JsonObject = {}): JsonObject {
  return {
    model: 'm',
    max_tokens: 10,
    messages: [{ role: 'user', content: 'q' }],
    tools: [searchTool],
    ...changes,
  };
}
const convert = (from: string, body: JsonObject, target: Target) =>
  convertRequest(formatOf(from).request.read(body), target);

describe('case 24: the web search tool', () => {
  it('keeps its filters, place, limit and force from Messages to Responses', () => {
    const forced = { tool_choice: { type: 'tool', name: 'web_search' } };
    const { body } = convert('messages', messagesBody(forced), aTarget('responses'));

    expect(body).toMatchObject({
      tools: [
        {
          type: 'web_search',
          filters: { allowed_domains: ['nodejs.org'] },
          user_location: location,
        },
      ],
      tool_choice: { type: 'web_search' },
      max_tool_calls: 8,
      include: ['reasoning.encrypted_content', 'web_search_call.action.sources'],
    });
  });

  it.each(['web_search', 'web_search_preview', 'web_search_2025_08_26'])(
    'keeps them from Responses (%s) to Messages',
    (type) => {
      const request = {
        model: 'm',
        input: 'q',
        tools: [{ type, filters: { allowed_domains: ['a.org'] }, user_location: location }],
        tool_choice: { type },
        max_tool_calls: 3,
      };
      const { body } = convert('responses', request, aTarget('messages'));

      expect(body).toMatchObject({
        tools: [
          {
            type: 'web_search_20250305',
            name: 'web_search',
            max_uses: 3,
            allowed_domains: ['a.org'],
            user_location: location,
          },
        ],
        tool_choice: { type: 'tool', name: 'web_search' },
      });
    },
  );

  it('tells sites it must not use in words where there is no field for them', () => {
    const tools = [
      { type: 'web_search_20250305', name: 'web_search', blocked_domains: ['bad.org'] },
    ];
    const { body, changes } = convert('messages', messagesBody({ tools }), aTarget('responses'));

    expect(body.instructions).toContain('never use pages of these sites: bad.org');
    expect(changes.map(({ reason }) => reason).join()).toContain('no place for blockedDomains');
  });

  it.each([
    ['messages', messagesBody()],
    [
      'responses',
      { model: 'm', input: 'q', tools: [{ type: 'web_search', user_location: location }] },
    ],
  ])('becomes a field for models of Chat that search, from %s', (from, request) => {
    const model = 'gpt-4o-search-preview';
    const { body } = convert(from, request, aTarget('chat', { model }));

    expect(body.web_search_options).toEqual({
      user_location: { type: 'approximate', approximate: { city: 'Berlin', country: 'DE' } },
    });
    expect(body).not.toHaveProperty('tools');
  });

  it.each([
    ['messages', 'tools'],
    ['responses', 'tools'],
  ])('is made of the field of Chat for %s', (to, field) => {
    const request = {
      model: 'm',
      messages: [{ role: 'user', content: 'q' }],
      web_search_options: {
        user_location: { type: 'approximate', approximate: { city: 'Berlin', country: 'DE' } },
      },
    };
    const { body } = convert('chat', request, aTarget(to));

    expect(body[field]).toEqual([expect.objectContaining({ user_location: location })]);
  });

  it('stays as it is from Chat to Chat', () => {
    const web_search_options = { search_context_size: 'low' };
    const request = { model: 'm', messages: [{ role: 'user', content: 'q' }], web_search_options };

    expect(convert('chat', request, aTarget('chat')).body.web_search_options).toEqual(
      web_search_options,
    );
  });

  it.each([
    ['chat', aTarget('chat')],
    ['messages', aTarget('messages', { issuer: 'glm' })],
    ['responses', aTarget('responses', { issuer: 'minimax' })],
  ])('is dropped and reported where %s has none', (_, target) => {
    const from = target.dialect === 'messages' ? 'responses' : 'messages';
    const request =
      from === 'messages'
        ? messagesBody()
        : { model: 'm', input: 'q', tools: [{ type: 'web_search' }] };
    const { body, changes } = convert(from, request, target);

    expect(body).not.toHaveProperty('tools');
    expect(changes).toContainEqual(
      expect.objectContaining({ action: 'dropped', path: 'tools[0]' }),
    );
  });
});

const text = 'Node 24 is LTS.';
const page = { url: 'https://nodejs.org/en', title: 'Node.js' };
const annotation = { type: 'url_citation', start_index: 0, end_index: text.length, ...page };

function responsesOutput(sources?: JsonObject[]): JsonObject[] {
  const action = { type: 'search', query: 'node lts', ...(sources ? { sources } : {}) };
  return [
    { id: 'ws_1', type: 'web_search_call', status: 'completed', action },
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text, annotations: [annotation] }],
    },
  ];
}
const responsesBody = (sources?: JsonObject[]): JsonObject => ({
  id: 'resp_1',
  model: 'm',
  status: 'completed',
  output: responsesOutput(sources),
});
const messagesResponse: JsonObject = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [
    { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'node lts' } },
    {
      type: 'web_search_tool_result',
      tool_use_id: 'srvtoolu_1',
      content: [{ type: 'web_search_result', ...page, encrypted_content: 'x', page_age: null }],
    },
    {
      type: 'text',
      text,
      citations: [
        { type: 'web_search_result_location', ...page, encrypted_index: 'y', cited_text: 'z' },
      ],
    },
  ],
  stop_reason: 'end_turn',
  usage: { input_tokens: 1, output_tokens: 1, server_tool_use: { web_search_requests: 1 } },
};

function optionsFor(dialect: string): ResponseOptions {
  const request = { dialect, model: 'm', system: [], messages: [], tools: [], extra: {} };
  return {
    model: 'm',
    createdMs: 0,
    names: { original: () => undefined },
    includeUsage: true,
    inputTokensEstimate: 1,
    issuer: 'openai',
    request: request as unknown as LlmRequest,
  };
}
const writeBody = (to: string, events: readonly LlmEvent[]): JsonObject =>
  formatOf(to).response.write(events, optionsFor(to));
function writeStream(to: string, events: readonly LlmEvent[]): JsonObject[] {
  const writer = formatOf(to).stream.createWriter(optionsFor(to));
  const written = events.map((event) => writer.write(event)).join('');
  return new SseReader()
    .push(Buffer.from(written))
    .flatMap(({ data }) => (data === '[DONE]' ? [] : [JSON.parse(data) as JsonObject]));
}
function readStream(from: string, events: readonly JsonObject[]): LlmEvent[] {
  const reader = formatOf(from).stream.createReader();
  const read = events.flatMap((data) =>
    reader.push({ event: undefined, data: JSON.stringify(data) }),
  );
  return [...read, ...reader.end()];
}

describe('case 24: the results of a web search', () => {
  const sourceList = [{ type: 'url', url: page.url }];

  it('reach a Messages client with query, link and title', () => {
    const events = formatOf('responses').response.read(responsesBody(sourceList));
    const content = writeBody('messages', events).content as JsonObject[];

    expect(content).toMatchObject([
      { type: 'server_tool_use', name: 'web_search', input: { query: 'node lts' } },
      { type: 'web_search_tool_result', content: [{ type: 'web_search_result', ...page }] },
      { type: 'text', text, citations: [{ type: 'web_search_result_location', ...page }] },
    ]);
    expect(content[1]?.tool_use_id).toBe(content[0]?.id);
  });

  it('are those the text cites when the provider lists none', () => {
    const events = formatOf('responses').response.read(responsesBody());
    const content = writeBody('messages', events).content as JsonObject[];
    const blocks = writeStream('messages', events);

    expect(content[1]).toMatchObject({ content: [page] });
    expect(JSON.stringify(blocks)).toContain(`"title":"${page.title}","encrypted_content"`);
  });

  it('reach a Messages client as a stream, the query in a delta', () => {
    const streamed = writeStream(
      'messages',
      formatOf('responses').response.read(responsesBody(sourceList)),
    );
    const starts = streamed.flatMap(({ content_block }) => (content_block ? [content_block] : []));

    expect(starts).toMatchObject([
      { type: 'server_tool_use', name: 'web_search', input: {} },
      { type: 'web_search_tool_result', content: [{ url: page.url }] },
      { type: 'text' },
    ]);
    expect(streamed).toContainEqual(
      expect.objectContaining({
        delta: { type: 'input_json_delta', partial_json: '{"query":"node lts"}' },
      }),
    );
    expect(streamed).toContainEqual(
      expect.objectContaining({ delta: expect.objectContaining({ type: 'citations_delta' }) }),
    );
  });

  it('reach a Responses client, in a body and as a stream that reads back the same', () => {
    const events = formatOf('messages').response.read(messagesResponse);
    const { output } = writeBody('responses', events);

    expect(output).toMatchObject([
      {
        type: 'web_search_call',
        status: 'completed',
        action: { type: 'search', query: 'node lts', sources: [{ type: 'url', url: page.url }] },
      },
      { type: 'message', content: [{ type: 'output_text', text, annotations: [annotation] }] },
    ]);
    const streamed = writeStream('responses', events);
    const parts = foldEvents(readStream('responses', streamed)).parts;
    expect(parts).toMatchObject([
      { type: 'web_search', search: { query: 'node lts', sources: [{ url: page.url }] } },
      { type: 'text', text, sources: [{ ...page, text }] },
    ]);
  });

  it('reach a Chat client as annotations', () => {
    const events = formatOf('messages').response.read(messagesResponse);
    const url_citation = { start_index: 0, end_index: text.length, ...page };
    const wanted = [{ type: 'url_citation', url_citation }];

    expect(writeBody('chat', events)).toMatchObject({
      choices: [{ message: { annotations: wanted } }],
    });
    const deltas = writeStream('chat', events).map(({ choices }) => (choices as JsonObject[])[0]);
    expect(deltas).toContainEqual(expect.objectContaining({ delta: { annotations: wanted } }));
  });

  it('are read from the annotations of a Chat upstream', () => {
    const message = { content: text, annotations: [{ type: 'url_citation', url_citation: page }] };
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    const events = formatOf('chat').response.read({ id: 'c', model: 'm', choices });

    expect(writeBody('messages', events).content).toMatchObject([{ text, citations: [page] }]);
  });

  it('keep the blocks of Anthropic as they are for its own clients', () => {
    const events = formatOf('messages').response.read(messagesResponse);

    const content = writeBody('messages', events).content as JsonObject[];

    expect(content.slice(0, 2)).toEqual((messagesResponse.content as JsonObject[]).slice(0, 2));
  });

  it('that failed are told as failed', () => {
    const failed = {
      ...messagesResponse,
      content: [
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } },
        {
          type: 'web_search_tool_result',
          tool_use_id: 'srvtoolu_1',
          content: { type: 'web_search_tool_result_error', error_code: 'unavailable' },
        },
      ],
    };
    const events = formatOf('messages').response.read(failed);

    expect(writeBody('responses', events).output).toMatchObject([{ status: 'failed' }]);
  });

  it('of other tools of Anthropic are not taken for one', () => {
    const use = { type: 'server_tool_use', id: 's', name: 'code_execution', input: {} };
    const events = formatOf('messages').response.read({ ...messagesResponse, content: [use] });

    expect(events).toContainEqual({ type: 'opaque', dialect: 'messages', raw: use });
  });
});

describe('case 24: a search in the history', () => {
  const assistant = (content: unknown) => ({ role: 'assistant', content });
  const history = (content: unknown): JsonObject[] => [
    { role: 'user', content: 'q' },
    assistant(content),
    { role: 'user', content: 'more' },
  ];

  it.each(['chat', 'responses'])('is told to %s in words, with its links', (to) => {
    const request = messagesBody({ messages: history(messagesResponse.content) });
    const written = JSON.stringify(convert('messages', request, aTarget(to)).body);

    expect(written).toContain('web search: node lts');
    expect(written).toContain(`Node.js: ${page.url}`);
  });

  it('of Responses is told to Claude in words, with its links', () => {
    const input = [
      { role: 'user', content: 'q' },
      ...responsesOutput([{ type: 'url', url: page.url }]),
      { role: 'user', content: 'more' },
    ];
    const written = JSON.stringify(
      convert('responses', { model: 'm', input }, aTarget('messages')).body,
    );

    expect(written).toContain('web search: node lts');
    expect(written).toContain(page.url);
  });

  it('of another provider does not go to Anthropic as one of its own', () => {
    const events = formatOf('responses').response.read(
      responsesBody([{ type: 'url', url: page.url }]),
    );
    const { content } = writeBody('messages', events);
    const json = messagesBody({ messages: history(content) });
    const body = removeForeignThinking(Buffer.from(JSON.stringify(json)), json, 'anthropic');
    const { messages } = JSON.parse(body.toString()) as { messages: JsonObject[] };

    expect(messages[1]).toEqual(assistant([{ type: 'text', text }]));
  });

  it('of Anthropic itself stays, byte by byte', () => {
    const json = messagesBody({ messages: history(messagesResponse.content) });
    const body = Buffer.from(JSON.stringify(json));

    expect(removeForeignThinking(body, json, 'anthropic')).toBe(body);
  });
});
