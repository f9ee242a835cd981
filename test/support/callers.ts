import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

/** A response, independent of its format. */
export type Reply = {
  text: string;
  thinking: string;
  tools: { id: string; name: string; args: unknown }[];
  stop: string;
  inputTokens: number;
  outputTokens: number;
};

/** A conversation as the tests need it; each SDK sends it in its own format. */
export type Ask = {
  user: string;
  stream: boolean;
  image?: string;
  tools?: boolean;
  /** Calls of the assistant before, and their results. */
  results?: { id: string; name: string; args: unknown; output: string }[];
  thinking?: boolean;
};

export const dialects = ['messages', 'chat', 'responses'] as const;
export type Dialect = (typeof dialects)[number];

const schema = {
  type: 'object' as const,
  properties: { city: { type: 'string' } },
  required: ['city'],
};
const toolNames = ['get_weather', 'get_time'];

/** Asks through the gateway with the official SDK of the format. */
export const callers: Record<
  Dialect,
  (url: string, key: string, model: string, ask: Ask) => Promise<Reply>
> = {
  messages: async (url, key, model, ask) => {
    const client = new Anthropic({ apiKey: key, baseURL: url, maxRetries: 0 });
    const content: Anthropic.ContentBlockParam[] = [{ type: 'text', text: ask.user }];
    if (ask.image) {
      content.unshift({
        type: 'image',
        source: { type: 'base64', media_type: 'image/png', data: ask.image },
      });
    }
    const messages: Anthropic.MessageParam[] = [{ role: 'user', content }];
    if (ask.results) {
      messages.push(
        {
          role: 'assistant',
          content: ask.results.map(({ id, name, args }) => ({
            type: 'tool_use',
            id,
            name,
            input: args,
          })),
        },
        {
          role: 'user',
          content: ask.results.map(({ id, output }) => ({
            type: 'tool_result',
            tool_use_id: id,
            content: output,
          })),
        },
      );
    }
    const body = {
      model,
      max_tokens: 4_000,
      messages,
      ...(ask.tools
        ? { tools: toolNames.map((name) => ({ name, description: name, input_schema: schema })) }
        : {}),
      ...(ask.thinking ? { thinking: { type: 'enabled' as const, budget_tokens: 2_000 } } : {}),
    };
    const message = ask.stream
      ? await client.messages.stream(body).finalMessage()
      : await client.messages.create(body);
    const reply: Reply = {
      text: '',
      thinking: '',
      tools: [],
      stop: message.stop_reason ?? '',
      inputTokens: message.usage.input_tokens,
      outputTokens: message.usage.output_tokens,
    };
    for (const block of message.content) {
      if (block.type === 'text') reply.text += block.text;
      if (block.type === 'thinking') reply.thinking += block.thinking;
      if (block.type === 'tool_use') {
        reply.tools.push({ id: block.id, name: block.name, args: block.input });
      }
    }
    return reply;
  },

  chat: async (url, key, model, ask) => {
    const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
    const messages: OpenAI.ChatCompletionMessageParam[] = [
      {
        role: 'user',
        content: ask.image
          ? [
              { type: 'image_url', image_url: { url: `data:image/png;base64,${ask.image}` } },
              { type: 'text', text: ask.user },
            ]
          : ask.user,
      },
    ];
    if (ask.results) {
      messages.push({
        role: 'assistant',
        content: null,
        tool_calls: ask.results.map(({ id, name, args }) => ({
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(args) },
        })),
      });
      for (const { id, output } of ask.results) {
        messages.push({ role: 'tool', tool_call_id: id, content: output });
      }
    }
    const body = {
      model,
      max_tokens: 4_000,
      messages,
      ...(ask.tools
        ? {
            tools: toolNames.map((name) => ({
              type: 'function' as const,
              function: { name, description: name, parameters: schema },
            })),
          }
        : {}),
      ...(ask.thinking ? { reasoning_effort: 'medium' as const } : {}),
    };
    const completion = ask.stream
      ? await client.chat.completions
          .stream({ ...body, stream_options: { include_usage: true } })
          .finalChatCompletion()
      : await client.chat.completions.create(body);
    const [choice] = completion.choices;
    const message = choice!.message as OpenAI.ChatCompletionMessage & {
      reasoning_content?: string;
    };
    return {
      text: message.content ?? '',
      thinking: message.reasoning_content ?? '',
      tools: (message.tool_calls ?? []).map((call) => {
        if (call.type !== 'function') throw new Error(call.type);
        const { name, arguments: args } = call.function;
        return { id: call.id, name, args: JSON.parse(args) };
      }),
      stop: choice!.finish_reason,
      inputTokens: completion.usage?.prompt_tokens ?? -1,
      outputTokens: completion.usage?.completion_tokens ?? -1,
    };
  },

  responses: async (url, key, model, ask) => {
    const client = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
    const input: OpenAI.Responses.ResponseInput = [
      {
        role: 'user',
        content: [
          ...(ask.image
            ? [
                {
                  type: 'input_image' as const,
                  detail: 'auto' as const,
                  image_url: `data:image/png;base64,${ask.image}`,
                },
              ]
            : []),
          { type: 'input_text', text: ask.user },
        ],
      },
    ];
    for (const { id, name, args } of ask.results ?? []) {
      input.push({ type: 'function_call', call_id: id, name, arguments: JSON.stringify(args) });
    }
    for (const { id, output } of ask.results ?? []) {
      input.push({ type: 'function_call_output', call_id: id, output });
    }
    const body = {
      model,
      input,
      store: false,
      max_output_tokens: 4_000,
      ...(ask.tools
        ? {
            tools: toolNames.map((name) => ({
              type: 'function' as const,
              name,
              description: name,
              parameters: schema,
              strict: false,
            })),
          }
        : {}),
      ...(ask.thinking
        ? { reasoning: { effort: 'medium' as const, summary: 'auto' as const } }
        : {}),
    };
    const response = ask.stream
      ? await lastResponse(await client.responses.create({ ...body, stream: true }))
      : await client.responses.create(body);
    const reply: Reply = {
      text: '',
      thinking: '',
      tools: [],
      stop: response.status ?? '',
      inputTokens: response.usage?.input_tokens ?? -1,
      outputTokens: response.usage?.output_tokens ?? -1,
    };
    for (const item of response.output) {
      if (item.type === 'message') {
        for (const part of item.content) if (part.type === 'output_text') reply.text += part.text;
      }
      if (item.type === 'reasoning')
        reply.thinking += item.summary.map(({ text }) => text).join('');
      if (item.type === 'function_call') {
        reply.tools.push({ id: item.call_id, name: item.name, args: JSON.parse(item.arguments) });
      }
    }
    return reply;
  },
};

/** The terminal event has the whole response; what streamed before must say the same. */
async function lastResponse(
  stream: AsyncIterable<OpenAI.Responses.ResponseStreamEvent>,
): Promise<OpenAI.Responses.Response> {
  let text = '';
  let last: OpenAI.Responses.Response | undefined;
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') text += event.delta;
    if (event.type === 'response.failed') throw new Error(event.response.error?.message);
    if (event.type === 'error') throw new Error(event.message);
    if (event.type === 'response.completed' || event.type === 'response.incomplete') {
      last = event.response;
    }
  }
  if (!last) throw new Error('no terminal event');
  const said = last.output.flatMap((item) => (item.type === 'message' ? item.content : []));
  const whole = said.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
  if (whole !== text) throw new Error(`streamed ${text}, completed ${whole}`);
  return last;
}
