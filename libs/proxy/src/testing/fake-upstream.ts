import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type UpstreamCall = {
  /** First part of the path: the account that was asked. */
  accountId: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Resolves when the connection of this request closes. */
  closed: Promise<unknown>;
};

export type UpstreamHandler = (call: UpstreamCall, response: ServerResponse) => void;

/** A provider on a real loopback socket. Each account has a path of its own, so one server plays all of them. */
export class FakeUpstream {
  readonly calls: UpstreamCall[] = [];
  private readonly handlers = new Map<string, UpstreamHandler>();
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const accountId = path.split('/')[1] ?? '';
      const call = {
        accountId,
        path,
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        closed: once(response, 'close'),
      };
      this.calls.push(call);
      (this.handlers.get(accountId) ?? message('Hello'))(call, response);
    });
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What the account responds with from now on. */
  respond(accountId: string, handler: UpstreamHandler): void {
    this.handlers.set(accountId, handler);
  }

  /** The accounts in the order they were asked. */
  get asked(): string[] {
    return this.calls.map(({ accountId }) => accountId);
  }
}

/** A JSON response. */
export function json(
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): UpstreamHandler {
  return (_call, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** An error as Anthropic sends it. */
export function failing(status: number, headers: Record<string, string> = {}): UpstreamHandler {
  return json(status, { type: 'error', error: { type: 'api_error', message: 'no' } }, headers);
}

/** A whole Messages response. */
export function message(text: string): UpstreamHandler {
  return json(200, {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 10, output_tokens: 5 },
  });
}

/** Events of a Messages stream: the start, one text delta each, and the end. */
export function messageEvents(...texts: string[]): string[] {
  return [
    event({
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-sonnet-4-5',
        content: [],
        stop_reason: null,
        usage: { input_tokens: 10, output_tokens: 1 },
      },
    }),
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    ...texts.map((text) =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } }),
    ),
    event({ type: 'content_block_stop', index: 0 }),
    event({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 5 },
    }),
    event({ type: 'message_stop' }),
  ];
}

/** Sends events and ends the stream. */
export function streaming(events: readonly string[]): UpstreamHandler {
  return (_call, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(events.join(''));
  };
}

/** Sends events and then closes the connection without an end. */
export function breaking(events: readonly string[]): UpstreamHandler {
  return (_call, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(events.join(''), () => setImmediate(() => response.destroy()));
  };
}

/** Sends events and then stays silent until the connection closes. */
export function hanging(events: readonly string[]): UpstreamHandler {
  return (_call, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(events.join(''));
  };
}

function event(data: { type: string; [field: string]: unknown }): string {
  return `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
}
