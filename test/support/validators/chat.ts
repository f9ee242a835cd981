import {
  between,
  Checker,
  isBoolean,
  isList,
  isObject,
  isObjectText,
  isString,
  isText,
  matching,
  oneOf,
  whole,
  type Json,
} from './checker.js';

/** How a provider's Chat Completions differ from OpenAI's. */
type Rules = {
  maxTokens: 'max_tokens' | 'max_completion_tokens';
  roles: string[];
  efforts: string[];
  sampling: boolean;
  stop: boolean;
  /** Field of assistant messages that holds earlier reasoning. */
  reasoning: string | null;
  reasoningRequired?: boolean;
  thinking?: boolean;
  fields?: string[];
  keywords?: string[];
  signatures?: boolean;
};
const plain = ['system', 'user', 'assistant', 'tool'];
const openai = {
  maxTokens: 'max_completion_tokens' as const,
  reasoning: null,
};
const gemini = {
  maxTokens: 'max_tokens' as const,
  roles: plain,
  sampling: true,
  stop: true,
  reasoning: null,
  keywords: ['additionalProperties', 'exclusiveMinimum', 'exclusiveMaximum'],
  signatures: true,
};
const rulesOf: Record<string, Rules> = {
  'gpt-4o': { ...openai, roles: plain, efforts: [], sampling: true, stop: true },
  'gpt-5.5': {
    ...openai,
    roles: [...plain, 'developer'],
    efforts: ['none', 'low', 'medium', 'high', 'xhigh'],
    sampling: false,
    stop: false,
  },
  'deepseek-v4-flash': {
    maxTokens: 'max_tokens',
    roles: plain,
    efforts: ['high', 'max'],
    sampling: true,
    stop: true,
    reasoning: 'reasoning_content',
    reasoningRequired: true,
    thinking: true,
  },
  'gpt-oss-120b': {
    maxTokens: 'max_completion_tokens',
    roles: plain,
    efforts: ['low', 'medium', 'high'],
    sampling: true,
    stop: true,
    reasoning: 'reasoning',
    fields: [
      'model messages max_completion_tokens temperature top_p stop stream stream_options seed',
      'tools tool_choice response_format reasoning_effort logprobs top_logprobs user',
    ].flatMap((line) => line.split(' ')),
    keywords: ['pattern', 'format', 'minItems', 'maxItems'],
  },
  'gemini-2.5-flash': { ...gemini, efforts: ['none', 'minimal', 'low', 'medium', 'high'] },
  'gemini-2.5-pro': { ...gemini, efforts: ['minimal', 'low', 'medium', 'high'] },
};

const isName = matching(/^[a-zA-Z0-9_-]{1,64}$/);
const isId = matching(/^[a-zA-Z0-9_-]{1,40}$/);

/** What is wrong with a body of POST /v1/chat/completions that was not written by a Chat client. */
export function validateChat(body: Json): string[] {
  const check = new Checker();
  const rules = rulesOf[body.model];
  if (!rules) return [`model: ${body.model} has no rules here`];
  check.fields(
    body,
    'body',
    {
      model: isString,
      messages: isList,
      [rules.maxTokens]: whole(1, 384_000),
      temperature: between(0, 2),
      top_p: between(0, 1),
      stop: (value) =>
        isText(value) || (isList(value) && value.length <= 4 && value.every(isString)),
      stream: isBoolean,
      stream_options: (value) => isObject(value) && body.stream === true,
      tools: (value) => isList(value) && value.length > 0,
      tool_choice: (value) => isString(value) || isObject(value),
      parallel_tool_calls: isBoolean,
      reasoning_effort: oneOf(...rules.efforts),
      response_format: isObject,
      service_tier: oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
      verbosity: oneOf('low', 'medium', 'high'),
      metadata: isObject,
      prompt_cache_key: isString,
      safety_identifier: matching(/^.{1,128}$/s),
      user: isString,
      ...(rules.thinking
        ? { thinking: (v: any) => isObject(v) && oneOf('enabled', 'disabled')(v.type) }
        : {}),
    },
    ['model', 'messages'],
  );
  for (const field of Object.keys(body)) {
    check.holds(rules.fields?.includes(field) !== false, field, 'is unsupported here');
  }
  if (!rules.sampling && body.reasoning_effort !== 'none') {
    for (const field of ['temperature', 'top_p']) {
      check.holds(body[field] === undefined, field, 'is not supported with this model');
    }
  }
  check.holds(rules.stop || body.stop === undefined, 'stop', 'is not supported with this model');
  checkFormat(check, body.response_format);
  checkTools(check, body, rules);
  checkMessages(check, body, rules);
  return check.problems;
}

function checkFormat(check: Checker, format: Json | undefined): void {
  if (format?.type !== 'json_schema') return;
  check.fields(
    format.json_schema,
    'response_format.json_schema',
    { name: isName, schema: isObject, strict: isBoolean, description: isString },
    ['name', 'schema'],
  );
}

function checkTools(check: Checker, body: Json, rules: Rules): void {
  const names = new Set<string>();
  for (const [index, tool] of (body.tools ?? []).entries()) {
    const path = `tools[${index}]`;
    check.fields(tool, path, { type: oneOf('function'), function: isObject }, ['type', 'function']);
    const definition = tool.function ?? {};
    check.holds(!names.has(definition.name), path, `the name ${definition.name} is used twice`);
    names.add(definition.name);
    check.fields(
      definition,
      path,
      { name: isName, description: isString, parameters: isObject, strict: isBoolean },
      ['name', 'parameters'],
    );
    check.schema(definition.parameters, path);
    for (const keyword of rules.keywords ?? []) {
      const found = usesKeyword(definition.parameters, keyword);
      check.holds(!found, path, `the schema keyword ${keyword} is not supported`);
    }
  }
  const choice = body.tool_choice;
  check.holds(choice === undefined || names.size > 0, 'tool_choice', 'without tools');
  const parallel = body.parallel_tool_calls;
  check.holds(parallel === undefined || names.size > 0, 'parallel_tool_calls', 'without tools');
  if (isString(choice)) check.holds(/^(auto|none|required)$/.test(choice), 'tool_choice', choice);
  if (isObject(choice)) {
    check.fields(choice, 'tool_choice', {
      type: oneOf('function'),
      function: (value) => isObject(value) && names.has(value.name),
    });
  }
}

/** Whether a schema uses the keyword; a property may have its name. */
function usesKeyword(schema: any, keyword: string): boolean {
  if (isList(schema)) return schema.some((item: any) => usesKeyword(item, keyword));
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(([key, value]) => {
    if (key === keyword) return true;
    if (key === 'enum' || key === 'const' || key === 'default' || key === 'examples') return false;
    const holdsProperties = key === 'properties' || key === '$defs' || key === 'definitions';
    const inner = holdsProperties && isObject(value) ? Object.values(value as Json) : value;
    return usesKeyword(inner, keyword);
  });
}

function checkMessages(check: Checker, body: Json, rules: Rules): void {
  const messages: Json[] = isList(body.messages) ? body.messages : [];
  check.holds(messages.length > 0, 'messages', 'at least one');
  let waiting = new Set<string>();
  messages.forEach((message, index) => {
    const path = `messages[${index}]`;
    check.holds(rules.roles.includes(message.role), path, `no role ${message.role} here`);
    if (message.role === 'tool') {
      const { tool_call_id: id } = message;
      check.fields(message, path, { role: isString, tool_call_id: isId, content: isToolContent }, [
        'tool_call_id',
        'content',
      ]);
      check.holds(waiting.delete(id), path, `a result that answers no call before it: ${id}`);
      return;
    }
    check.holds(waiting.size === 0, path, `calls without result: ${[...waiting].join(', ')}`);
    waiting = new Set();
    if (message.role !== 'assistant') {
      check.fields(message, path, { role: isString, content: isContentOf(message.role) }, [
        'content',
      ]);
      return;
    }
    checkAssistant(check, message, body, rules, path);
    for (const call of message.tool_calls ?? []) {
      check.holds(!waiting.has(call.id), path, `two calls with the id ${call.id}`);
      waiting.add(call.id);
    }
  });
  check.holds(waiting.size === 0, 'messages', `calls without result: ${[...waiting].join(', ')}`);
}

function checkAssistant(
  check: Checker,
  message: Json,
  body: Json,
  rules: Rules,
  path: string,
): void {
  const hasCalls = (message.tool_calls?.length ?? 0) > 0;
  check.fields(message, path, {
    role: isString,
    content: (value) =>
      value === null ? hasCalls : isText(value) || isTexts(value, ['text', 'refusal']),
    refusal: isText,
    tool_calls: (value) => isList(value) && value.length > 0,
    ...(rules.reasoning ? { [rules.reasoning]: isString } : {}),
  });
  check.holds(hasCalls || message.content !== undefined, path, 'neither content nor calls');
  const mustReason = rules.reasoningRequired && body.thinking?.type !== 'disabled';
  check.holds(
    !mustReason || isString(message[rules.reasoning!]),
    path,
    'reasoning_content must be passed back',
  );
  for (const call of message.tool_calls ?? []) {
    check.fields(
      call,
      path,
      {
        id: isId,
        type: oneOf('function'),
        function: (value) => isObject(value) && isName(value.name) && isObjectText(value.arguments),
        ...(rules.signatures ? { extra_content: isObject } : {}),
      },
      ['id', 'type', 'function'],
    );
  }
}

const isTexts = (value: any, types = ['text']): boolean =>
  isList(value) &&
  value.length > 0 &&
  value.every((part: any) => types.includes(part.type) && isText(part[part.type]));
const isToolContent = (value: any): boolean => isString(value) || isTexts(value);
const isImage = (image: any): boolean =>
  isObject(image) &&
  matching(/^(https?:|data:image\/)/)(image.url) &&
  oneOf(undefined, 'auto', 'low', 'high')(image.detail);
const isUserPart = (part: any): boolean => {
  switch (part?.type) {
    case 'text':
      return isText(part.text) && Object.keys(part).length === 2;
    case 'image_url':
      return isImage(part.image_url);
    case 'file':
      return isText(part.file?.file_data) || isText(part.file?.file_id);
    default:
      return false;
  }
};
const isContentOf = (role: string) => (value: any) =>
  isText(value) ||
  (role === 'user' ? isList(value) && value.length > 0 && value.every(isUserPart) : isTexts(value));
