/** Large requests of a coding conversation, one after the other, and a provider that answers them. */
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';

import { codingConversation, toolOutput } from './guardrails.mjs';

const eventEveryMs = 20;
export const warmUpRequests = 60;
/** After so many requests the conversation starts again from its first length. */
const requestsBeforeReset = 40;

/**
 * The requests of a conversation that grows by about 4 KB each time.
 *
 * @param size bytes of the conversation at the start
 * @returns a function that returns the next body
 */
export function growingConversation(size) {
  const conversation = codingConversation(size);
  const { length } = conversation.messages;
  let count = 0;
  return () => {
    if (count % requestsBeforeReset === 0) conversation.messages.length = length;
    const content = `${count}\n${toolOutput(count * 7).slice(0, 4_096)}`;
    conversation.messages.push({ role: 'user', content }, { role: 'assistant', content: 'Done.' });
    count += 1;
    return Buffer.from(JSON.stringify(conversation));
  };
}

/** Some megabytes of other conversations, so that the JIT compilers have seen the code before it is measured. */
export async function warmUp(url, apiKeys) {
  for (let index = 0; index < warmUpRequests; index += 1) {
    const body = Buffer.from(JSON.stringify(codingConversation(100_000, index * 37)));
    for (const apiKey of apiKeys) await send(url, apiKey, body);
  }
}

export async function send(url, apiKey, body) {
  const response = await post(url, apiKey, body);
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
}

export function post(url, apiKey, body) {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/v1/messages`, {
      method: 'POST',
      agent: false,
      headers: {
        'content-type': 'application/json',
        'x-api-key': apiKey,
        'content-length': body.length,
      },
    })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}

/** A provider that responds at once, or with a stream that ends when the client disconnects. */
export async function startProvider() {
  const usage = { input_tokens: 300, output_tokens: 2 };
  const message = { id: 'msg_bench', type: 'message', role: 'assistant', model: 'm', usage };
  const event = (data) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const whole = JSON.stringify({
    ...message,
    content: [{ type: 'text', text: 'Done.' }],
    stop_reason: 'end_turn',
  });
  const block = {
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'text', text: '' },
  };
  const delta = { type: 'text_delta', text: ' and then some' };
  const server = createServer((request, response) => {
    const isStream = request.headers.accept === 'text/event-stream';
    request.resume();
    request.on('end', () => {
      if (!isStream) {
        response.writeHead(200, { 'content-type': 'application/json' }).end(whole);
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(
        event({ type: 'message_start', message: { ...message, content: [] } }) + event(block),
      );
      const timer = setInterval(
        () => response.write(event({ type: 'content_block_delta', index: 0, delta })),
        eventEveryMs,
      );
      response.on('close', () => clearInterval(timer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    eventEveryMs,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
