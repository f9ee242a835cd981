import {
  between,
  Checker,
  isBoolean,
  isList,
  isObject,
  isString,
  isText,
  matching,
  oneOf,
  whole,
  type Json,
} from './checker.js';

/** Differences between Anthropic's models, from their documentation. */
type Rules = {
  maxTokens: number;
  thinking: 'budget' | 'adaptive' | 'always';
  efforts: string[];
  sampling: boolean;
  prefill: boolean;
  midSystem: boolean;
};
const rulesOf: Record<string, Rules> = {
  'claude-sonnet-4-5': {
    maxTokens: 64_000,
    thinking: 'budget',
    efforts: [],
    sampling: true,
    prefill: true,
    midSystem: false,
  },
  'claude-opus-5-5': {
    maxTokens: 128_000,
    thinking: 'always',
    efforts: ['low', 'medium', 'high', 'xhigh', 'max'],
    sampling: false,
    prefill: false,
    midSystem: true,
  },
};

const isName = matching(/^[a-zA-Z0-9_-]{1,128}$/);
const isId = matching(/^[a-zA-Z0-9_-]{1,64}$/);
const isCache = (value: any) =>
  isObject(value) && value.type === 'ephemeral' && oneOf(undefined, '5m', '1h')(value.ttl);

/** What is wrong with a body of POST /v1/messages that was not written by an Anthropic client. */
export function validateMessages(body: Json): string[] {
  const check = new Checker();
  const rules = rulesOf[body.model];
  if (!rules) return [`model: ${body.model} has no rules here`];
  check.fields(
    body,
    'body',
    {
      model: isString,
      max_tokens: whole(1, rules.maxTokens),
      messages: isList,
      system: (value) => (Array.isArray(value) ? value.length > 0 : isText(value)),
      metadata: (value) => isObject(value) && Object.keys(value).every((key) => key === 'user_id'),
      output_config: isObject,
      service_tier: oneOf('auto', 'standard_only'),
      stop_sequences: (value) => Array.isArray(value) && value.every(isText),
      stream: isBoolean,
      temperature: between(0, 1),
      top_p: between(0, 1),
      top_k: whole(0),
      thinking: isObject,
      tool_choice: isObject,
      tools: (value) => Array.isArray(value) && value.length > 0,
    },
    ['model', 'max_tokens', 'messages'],
  );
  checkThinking(check, body, rules);
  checkSampling(check, body, rules);
  checkTools(check, body);
  if (Array.isArray(body.system)) {
    body.system.forEach((block: Json, index: number) => {
      const path = `system[${index}]`;
      check.fields(block, path, { type: oneOf('text'), text: isText, cache_control: isCache });
    });
  }
  checkHistory(check, body, rules);
  const breakpoints = JSON.stringify(body).split('"cache_control":{').length - 1;
  check.holds(breakpoints <= 4, 'body', `${breakpoints} blocks with cache_control`);
  return check.problems;
}

function checkThinking(check: Checker, body: Json, rules: Rules): void {
  const { thinking, output_config: config } = body;
  if (config) {
    check.fields(config, 'output_config', { effort: oneOf(...rules.efforts), format: isObject });
    if (config.format) {
      check.fields(
        config.format,
        'output_config.format',
        { type: oneOf('json_schema'), schema: isObject },
        ['type', 'schema'],
      );
    }
  }
  if (!thinking) return;
  const forms = { budget: ['enabled', 'disabled'], adaptive: ['adaptive'], always: ['adaptive'] };
  check.fields(
    thinking,
    'thinking',
    {
      type: oneOf(...forms[rules.thinking]),
      budget_tokens: whole(1024, body.max_tokens - 1),
      display: oneOf('summarized', 'omitted'),
    },
    thinking.type === 'enabled' ? ['type', 'budget_tokens'] : ['type'],
  );
  if (thinking.type === 'disabled') return;
  const forced = body.tool_choice?.type === 'any' || body.tool_choice?.type === 'tool';
  check.holds(!forced, 'tool_choice', 'thinking may not be enabled when tool use is forced');
  if (thinking.type !== 'enabled') return;
  const last = body.messages.findLast(({ role }: Json) => role === 'assistant');
  const uses = Array.isArray(last?.content) && last.content.some(isUse);
  const first = last?.content?.[0]?.type;
  check.holds(
    !uses || first === 'thinking' || first === 'redacted_thinking',
    'messages',
    `expected thinking, but found ${first}`,
  );
}

function checkSampling(check: Checker, body: Json, rules: Rules): void {
  const { temperature, top_p, top_k, thinking } = body;
  if (!rules.sampling || thinking?.type === 'enabled') {
    check.holds(temperature === undefined || temperature === 1, 'temperature', 'is not supported');
    check.holds(top_p === undefined || top_p >= 0.95, 'top_p', 'is not supported');
    check.holds(top_k === undefined, 'top_k', 'is not supported');
  }
  check.holds(temperature === undefined || top_p === undefined, 'top_p', 'and temperature');
}

function checkTools(check: Checker, body: Json): void {
  const names = new Set<string>();
  for (const [index, tool] of (body.tools ?? []).entries()) {
    const path = `tools[${index}]`;
    check.holds(!names.has(tool.name), path, `the name ${tool.name} is used twice`);
    names.add(tool.name);
    if (tool.type !== undefined && tool.type !== 'custom') {
      check.holds(/^web_search_\d{8}$/.test(tool.type), path, `no tool of type ${tool.type}`);
      continue;
    }
    check.fields(
      tool,
      path,
      {
        type: oneOf('custom'),
        name: isName,
        description: isString,
        input_schema: isObject,
        strict: isBoolean,
        cache_control: isCache,
      },
      ['name', 'input_schema'],
    );
    check.holds(tool.input_schema?.type === 'object', path, 'input_schema.type must be object');
    for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
      check.holds(tool.input_schema?.[keyword] === undefined, path, `${keyword} at the top level`);
    }
  }
  const choice = body.tool_choice;
  if (!choice) return;
  check.holds(names.size > 0, 'tool_choice', 'without tools');
  check.fields(choice, 'tool_choice', {
    type: oneOf('auto', 'any', 'tool', 'none'),
    name: (name) => names.has(name) && choice.type === 'tool',
    disable_parallel_tool_use: (value) => isBoolean(value) && choice.type !== 'none',
  });
}

const isUse = ({ type }: Json): boolean => type === 'tool_use';

function checkHistory(check: Checker, { messages }: Json, rules: Rules): void {
  if (!check.holds(isList(messages) && messages.length > 0, 'messages', 'at least one')) return;
  check.holds(messages[0].role === 'user', 'messages[0]', 'first message must be from the user');
  messages.forEach((message: Json, index: number) => {
    const path = `messages[${index}]`;
    check.fields(
      message,
      path,
      {
        role: oneOf('user', 'assistant', ...(rules.midSystem ? ['system'] : [])),
        content: (value) => (Array.isArray(value) ? value.length > 0 : isText(value)),
      },
      ['role', 'content'],
    );
    const blocks: Json[] = isList(message.content) ? message.content : [];
    blocks.forEach((block, at) => checkBlock(check, block, message.role, `${path}[${at}]`));
    checkPairs(check, blocks, messages[index - 1], messages[index + 1], path);
  });
  const last = messages.at(-1);
  if (last.role !== 'assistant') return;
  check.holds(rules.prefill, 'messages', 'the model does not support prefill');
  const text = isString(last.content) ? last.content : last.content.at(-1)?.text;
  check.holds(!isString(text) || text.trimEnd() === text, 'messages', 'trailing whitespace');
}

/** Every call is answered by the next message, results come first and answer the message before. */
function checkPairs(
  check: Checker,
  blocks: Json[],
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): void {
  const usesBefore =
    before && isList(before.content) ? before.content.filter(isUse).map(({ id }: Json) => id) : [];
  const results = blocks.filter(({ type }) => type === 'tool_result');
  const ids = results.map(({ tool_use_id: id }) => id);
  check.holds(new Set(ids).size === ids.length, path, 'two results for one call');
  for (const id of ids) check.holds(usesBefore.includes(id), path, `result without call ${id}`);
  const firstOther = blocks.findIndex(({ type }) => type !== 'tool_result');
  const isSorted = firstOther === -1 || !blocks.slice(firstOther).some((b) => results.includes(b));
  check.holds(isSorted, path, 'results have to come first');
  const uses = blocks.filter(isUse).map(({ id }) => id);
  check.holds(new Set(uses).size === uses.length, path, 'two calls with one id');
  const answered = after && isList(after.content) ? after.content : [];
  for (const id of uses) {
    const found = answered.some(({ tool_use_id: of }: Json) => of === id);
    check.holds(found, path, `call without result ${id}`);
  }
}

const rolesOf: Record<string, string[]> = {
  text: ['user', 'assistant', 'system'],
  image: ['user'],
  document: ['user'],
  tool_result: ['user'],
  tool_use: ['assistant'],
  thinking: ['assistant'],
  redacted_thinking: ['assistant'],
};

function checkBlock(check: Checker, block: Json, role: string, path: string): void {
  if (!check.holds(isObject(block), path, 'must be an object')) return;
  const roles = rolesOf[block.type] ?? [];
  if (!check.holds(roles.includes(role), path, `no ${block.type} in a ${role} message`)) return;
  const cache = { type: isString, cache_control: isCache };
  switch (block.type) {
    case 'text':
      check.fields(block, path, { ...cache, text: isText }, ['text']);
      break;
    case 'image':
      check.fields(block, path, { ...cache, source: isImageSource }, ['source']);
      break;
    case 'document':
      check.fields(block, path, { ...cache, source: isObject, title: isText }, ['source']);
      break;
    case 'tool_use':
      check.fields(block, path, { ...cache, id: isId, name: isName, input: isObject }, [
        'id',
        'name',
        'input',
      ]);
      break;
    case 'tool_result':
      check.fields(
        block,
        path,
        {
          ...cache,
          tool_use_id: isId,
          is_error: isBoolean,
          content: (value) => isString(value) || isList(value),
        },
        ['tool_use_id'],
      );
      if (isList(block.content)) {
        block.content.forEach((inner: Json, index: number) => {
          const fits = ['text', 'image', 'document'].includes(inner.type);
          if (check.holds(fits, path, `no ${inner.type} in a result`)) {
            checkBlock(check, inner, 'user', `${path}[${index}]`);
          }
        });
      }
      break;
    case 'thinking':
      check.fields(block, path, { type: isString, thinking: isString, signature: isText }, [
        'thinking',
        'signature',
      ]);
      break;
    default:
      check.fields(block, path, { type: isString, data: isText }, ['data']);
  }
}

const isMediaType = oneOf('image/jpeg', 'image/png', 'image/gif', 'image/webp');
const isImageSource = (source: any): boolean =>
  source?.type === 'base64'
    ? isMediaType(source.media_type) && matching(/^[A-Za-z0-9+/]+=*$/)(source.data)
    : source?.type === 'url' && isText(source.url);
