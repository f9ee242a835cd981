/** The provider of `npm run bench -- hostile`: takes 50 ms, as a fast model would, or streams without end. */
import { createServer } from 'node:http';
import { setPriority } from 'node:os';

const thinkMs = 50;
const eventEveryMs = 10;
const events = 10;
const text = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
});
const event = (content) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`;
const small = event('Hello');
const large = event('x'.repeat(60_000));

if (process.argv[2] !== undefined) setPriority(Number(process.argv[2]));
const server = createServer((request, response) => {
  let head = '';
  request.on('data', (chunk) => {
    if (head.length < 400) head += chunk.toString('latin1', 0, 400);
  });
  request.on('end', () => setTimeout(() => respond(head, response), thinkMs));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));

function respond(head, response) {
  if (!head.includes('"stream":true')) {
    response.writeHead(200, { 'content-type': 'application/json' }).end(text);
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (head.includes('"endless"')) {
    const write = () => {
      if (!response.destroyed) response.write(large, () => setTimeout(write, 1));
    };
    write();
    return;
  }
  let sent = 0;
  const timer = setInterval(() => {
    sent += 1;
    response.write(small);
    if (sent < events && !response.destroyed) return;
    clearInterval(timer);
    response.end('data: [DONE]\n\n');
  }, eventEveryMs);
}
