import { answers, type Handler } from '../upstream.js';

const message = {
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: 'Hello there', annotations: [] }],
};
const response = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  output: [message],
  error: null,
  usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 },
};

/** A provider of all wire formats: answers in the one it is asked in, as a stream when asked for one. */
export const anyAnswer: Handler = (request, reply) => {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path.endsWith('/count_tokens')) return answers.json(200, { input_tokens: 7 })(request, reply);
  if (path.endsWith('/messages')) return answers.anthropic()(request, reply);
  if (path.endsWith('/chat/completions')) return answers.chat()(request, reply);
  if (path.endsWith('/embeddings')) {
    return answers.json(200, { object: 'list', data: [], usage: {} })(request, reply);
  }
  const { stream } = JSON.parse(request.body) as { stream?: boolean };
  if (!stream) return answers.json(200, response)(request, reply);
  const event = (type: string, data: object) =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
  reply.writeHead(200, { 'content-type': 'text/event-stream' });
  reply.end(
    event('response.created', { response: { ...response, status: 'in_progress', output: [] } }) +
      event('response.output_item.done', { output_index: 0, item: message }) +
      event('response.completed', { response }),
  );
};
