import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  method: string;
  /** Path with its query. */
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Resolves when the connection of this request closes. */
  closed: Promise<unknown>;
};

export type Handler = (request: Received, response: ServerResponse) => void | Promise<void>;

export type Upstream = {
  url: string;
  requests: Received[];
  /** Replaces the handler for the following requests. */
  answer(handler: Handler): void;
  stop(): Promise<void>;
};

/** A provider under the test's control, for faults and timing that real servers do not produce on request. */
export async function startUpstream(handler: Handler = answers.anthropic()): Promise<Upstream> {
  let current = handler;
  const requests: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        closed: once(response, 'close'),
      };
      requests.push(received);
      void current(received, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer: (next) => {
      current = next;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Ready-made handlers. */
export const answers = {
  json:
    (status: number, body: unknown, headers: Record<string, string> = {}): Handler =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    },

  /** A response of the Messages API, or its stream if the request asks for one. */
  anthropic:
    (text = 'Hello there', usage = { input_tokens: 12, output_tokens: 5 }): Handler =>
    (request, response) => {
      const { stream, model } = JSON.parse(request.body) as { stream?: boolean; model: string };
      const message = {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model,
        content: [{ type: 'text', text }],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage,
      };
      if (!stream) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(message));
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(anthropicEvents(text, usage, model).join(''));
    },

  chat:
    (text = 'Hello there'): Handler =>
    (request, response) => {
      const body = JSON.parse(request.body) as {
        stream?: boolean;
        model: string;
        stream_options?: { include_usage?: boolean };
      };
      const usage = { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 };
      if (!body.stream) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(
          JSON.stringify({
            id: 'chatcmpl-1',
            object: 'chat.completion',
            created: 1,
            model: body.model,
            choices: [
              { index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' },
            ],
            usage,
          }),
        );
        return;
      }
      const chunk = (choices: object[], extra: object = {}) =>
        `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: body.model, choices, ...extra })}\n\n`;
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk([{ index: 0, delta: { role: 'assistant', content: '' } }]));
      response.write(chunk([{ index: 0, delta: { content: text } }]));
      response.write(chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]));
      if (body.stream_options?.include_usage) response.write(chunk([], { usage }));
      response.end('data: [DONE]\n\n');
    },

  reset: (): Handler => (_request, response) => {
    response.socket?.resetAndDestroy();
  },

  hang: (): Handler => () => undefined,
};

/** The usual events of a Messages stream, one element per event. */
export function anthropicEvents(
  text: string,
  usage = { input_tokens: 12, output_tokens: 5 },
  model = 'claude-sonnet-4-5',
): string[] {
  const event = (data: { type: string }) =>
    `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const start = {
    type: 'message_start',
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { ...usage, output_tokens: 1 },
    },
  };
  return [
    event(start),
    event({ type: 'ping' }),
    event({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'text', text: '' },
    } as never),
    ...text.split(/(?<= )/).map((word) =>
      event({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text: word },
      } as never),
    ),
    event({ type: 'content_block_stop', index: 0 } as never),
    event({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: usage.output_tokens },
    } as never),
    event({ type: 'message_stop' }),
  ];
}
