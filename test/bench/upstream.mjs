/** The provider of the bench: answers as fast as Node can. Prints its port. */
import { createServer } from 'node:http';

const events = 200;
const usage = { input_tokens: 300, output_tokens: 200 };
const body = JSON.stringify({
  id: 'msg_bench',
  type: 'message',
  role: 'assistant',
  model: 'claude-sonnet-4-5',
  content: [{ type: 'text', text: 'word '.repeat(240) }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage,
});
const event = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const first =
  event({
    type: 'message_start',
    message: { id: 'msg_bench', role: 'assistant', content: [], usage },
  }) + event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } });
const delta = event({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: ' and then some' },
});
const last =
  event({ type: 'content_block_stop', index: 0 }) +
  event({
    type: 'message_delta',
    delta: { stop_reason: 'end_turn' },
    usage: { output_tokens: 200 },
  }) +
  event({ type: 'message_stop' });

const chunk = (choices, extra = {}) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1, model: 'm', choices, ...extra })}\n\n`;
const chat = {
  first: chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]),
  delta: chunk([{ index: 0, delta: { content: ' and then some' }, finish_reason: null }]),
  last:
    chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]) +
    chunk([], { usage: { prompt_tokens: 300, completion_tokens: 200, total_tokens: 500 } }) +
    'data: [DONE]\n\n',
};

const server = createServer((request, response) => {
  // The gateway says what it wants in the header and keeps the query; the other targets pass the query on.
  const isStream = !request.url.includes('json') && request.headers.accept !== 'application/json';
  const stream = request.url.includes('/chat/completions') ? chat : { first, delta, last };
  request.resume();
  request.on('end', () => {
    if (!isStream) {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.end(body);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(stream.first);
    let sent = 0;
    // One event per iteration of the event loop, so that each is sent separately, as by a model.
    const next = () => {
      if (sent === events) {
        response.end(stream.last);
        return;
      }
      sent += 1;
      response.write(stream.delta);
      setImmediate(next);
    };
    next();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
