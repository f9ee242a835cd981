import {
  between,
  Checker,
  isBoolean,
  isList,
  isObject,
  isString,
  isStrings,
  isText,
  matching,
  oneOf,
  whole,
  type Json,
} from './checker.js';

const isName = matching(/^[a-zA-Z0-9_-]{1,64}$/);
const isCallId = matching(/^[a-zA-Z0-9_-]{1,64}$/);
const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'];
const reasons = (model: string) => /^(gpt-5|o\d)/.test(model);

/** What is wrong with a body of POST /v1/responses at OpenAI that was not written by a Responses client. */
export function validateResponses(body: Json): string[] {
  const check = new Checker();
  check.fields(
    body,
    'body',
    {
      model: isString,
      input: (value) => (isList(value) ? value.length > 0 : isText(value)),
      instructions: isText,
      max_output_tokens: whole(16, 128_000),
      temperature: between(0, 2),
      top_p: between(0, 1),
      stream: isBoolean,
      store: oneOf(false),
      include: isStrings,
      tools: (value) => isList(value) && value.length > 0,
      tool_choice: (value) => isString(value) || isObject(value),
      parallel_tool_calls: isBoolean,
      reasoning: isObject,
      text: isObject,
      metadata: isObject,
      service_tier: oneOf('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
      safety_identifier: matching(/^.{1,128}$/s),
      user: isString,
      prompt_cache_key: isString,
      top_logprobs: whole(0, 20),
    },
    ['model', 'input', 'store', 'include'],
  );
  if (reasons(body.model) && body.reasoning?.effort !== 'none') {
    for (const field of ['temperature', 'top_p']) {
      check.holds(body[field] === undefined, field, 'is not supported with this model');
    }
  }
  if (body.reasoning) {
    check.holds(reasons(body.model), 'reasoning', 'is not supported with this model');
    check.fields(body.reasoning, 'reasoning', {
      effort: oneOf(...efforts),
      summary: oneOf('auto', 'concise', 'detailed'),
    });
  }
  if (body.text) checkText(check, body.text);
  checkTools(check, body);
  checkInput(check, isList(body.input) ? body.input : []);
  return check.problems;
}

function checkText(check: Checker, text: Json): void {
  check.fields(text, 'text', {
    format: isObject,
    verbosity: oneOf('low', 'medium', 'high'),
  });
  if (text.format?.type !== 'json_schema') return;
  check.fields(
    text.format,
    'text.format',
    { type: isString, name: isName, schema: isObject, strict: isBoolean, description: isString },
    ['name', 'schema'],
  );
}

function checkTools(check: Checker, body: Json): void {
  const names = new Set<string>();
  for (const [index, tool] of (body.tools ?? []).entries()) {
    const path = `tools[${index}]`;
    if (tool.type === 'web_search') continue;
    check.holds(!names.has(tool.name), path, `the name ${tool.name} is used twice`);
    names.add(tool.name);
    if (tool.type === 'custom') {
      check.fields(tool, path, {
        type: isString,
        name: isName,
        description: isString,
        format: isObject,
      });
      continue;
    }
    check.fields(
      tool,
      path,
      {
        type: oneOf('function'),
        name: isName,
        description: isString,
        parameters: isObject,
        strict: isBoolean,
      },
      // Left out, `strict` would mean: if the schema allows it.
      ['type', 'name', 'parameters', 'strict'],
    );
    check.schema(tool.parameters, path);
  }
  const choice = body.tool_choice;
  const hasTools = (body.tools ?? []).length > 0;
  check.holds(choice === undefined || hasTools, 'tool_choice', 'without tools');
  check.holds(body.parallel_tool_calls === undefined || hasTools, 'parallel_tool_calls', 'tools');
  if (isString(choice)) check.holds(/^(auto|none|required)$/.test(choice), 'tool_choice', choice);
  if (isObject(choice) && choice.type !== 'web_search') {
    check.fields(choice, 'tool_choice', {
      type: oneOf('function', 'custom'),
      name: (name) => names.has(name),
    });
  }
}

const partsOf: Record<string, Record<string, (value: any) => boolean>> = {
  input_text: { type: isString, text: isText },
  input_image: {
    type: isString,
    image_url: matching(/^(https?:|data:image\/)/),
    file_id: isText,
    detail: oneOf('auto', 'low', 'high', 'original'),
  },
  input_file: {
    type: isString,
    file_data: matching(/^data:/),
    file_url: matching(/^https?:/),
    file_id: isText,
    filename: isText,
  },
  output_text: { type: isString, text: isText, annotations: isList },
  refusal: { type: isString, refusal: isText },
};
const partsOfRole: Record<string, string[]> = {
  user: ['input_text', 'input_image', 'input_file'],
  system: ['input_text'],
  developer: ['input_text'],
  assistant: ['output_text', 'refusal'],
};
const partsOfOutput = ['input_text', 'input_image', 'input_file'];

function checkParts(check: Checker, content: unknown, allowed: string[], path: string): void {
  if (isString(content)) return;
  if (!check.holds(isList(content), path, 'must be a text or a list')) return;
  (content as Json[]).forEach((part, index) => {
    const at = `${path}[${index}]`;
    const known = partsOf[part.type];
    if (!check.holds(allowed.includes(part.type), at, `no ${part.type} here`) || !known) return;
    check.fields(part, at, known);
  });
}

function checkInput(check: Checker, input: Json[]): void {
  const calls = new Map<string, string>();
  const outputs = new Set<string>();
  input.forEach((item, index) => {
    const path = `input[${index}]`;
    switch (item.type) {
      case undefined:
      case 'message':
        check.fields(item, path, {
          type: isString,
          role: oneOf(...Object.keys(partsOfRole)),
          content: (value) => isList(value) || isText(value),
        });
        checkParts(check, item.content, partsOfRole[item.role] ?? [], path);
        break;
      case 'function_call':
      case 'custom_tool_call': {
        const isCustom = item.type === 'custom_tool_call';
        check.fields(
          item,
          path,
          {
            type: isString,
            call_id: isCallId,
            name: isName,
            ...(isCustom ? { input: isString } : { arguments: isJsonText }),
          },
          ['call_id', 'name', isCustom ? 'input' : 'arguments'],
        );
        check.holds(!calls.has(item.call_id), path, 'two calls with one id');
        calls.set(item.call_id, item.type);
        break;
      }
      case 'function_call_output':
      case 'custom_tool_call_output':
        check.fields(
          item,
          path,
          { type: isString, call_id: isCallId, output: (v) => isString(v) || isList(v) },
          ['call_id', 'output'],
        );
        check.holds(
          calls.get(item.call_id) === item.type.replace('_output', ''),
          path,
          `no tool call found for output ${item.call_id}`,
        );
        check.holds(!outputs.has(item.call_id), path, 'two outputs for one call');
        outputs.add(item.call_id);
        checkParts(check, item.output, partsOfOutput, path);
        break;
      case 'reasoning':
        check.fields(
          item,
          path,
          {
            type: isString,
            id: isString,
            summary: isList,
            encrypted_content: isText,
          },
          ['summary', 'encrypted_content'],
        );
        break;
      default:
        check.say(path, `no item of type ${item.type}`);
    }
  });
  for (const id of calls.keys()) {
    check.holds(outputs.has(id), 'input', `no tool output found for call ${id}`);
  }
}

const isJsonText = (value: any): boolean => {
  try {
    return isString(value) && JSON.parse(value) !== undefined;
  } catch {
    return false;
  }
};
