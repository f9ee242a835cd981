import { append, isJsonObject, type JsonObject } from '@codegate/kernel';

import { readObject, readString } from '../json/fields.js';
import { toArgumentsText } from '../tools/tool-arguments.js';
import { refuse } from '../request/refuse.js';
import type { Change, Part, TextPart, Tool, Message } from '../model.js';
import { readEncryptedContent } from './encrypted-content.js';
import { readContent, readReasoningText } from './read-content.js';
import { readTools } from './read-tools.js';

export type ItemHistory = {
  system: TextPart[];
  messages: Message[];
  tools: Tool[];
  changes: Change[];
};

/** Items a tool or the caller made; all other unknown items come from the model. */
const callerItems: ReadonlySet<unknown> = new Set([
  'computer_call_output',
  'local_shell_call_output',
  'shell_call_output',
  'apply_patch_call_output',
  'mcp_approval_response',
  'compaction_trigger',
  'configuration_update',
  'item_reference',
]);

/** `input`: a text, or a list of items. Items of the assistant in a row are one message. */
export function readItems(input: unknown): ItemHistory {
  const reader = new ItemReader();
  if (typeof input === 'string') {
    reader.messages.push({ role: 'user', parts: readContent(input) });
    return reader;
  }
  if (!Array.isArray(input)) refuse('input', "'input' must be a text or a list of items");
  input.forEach((item: unknown, index) => {
    const path = `input[${index}]`;
    if (!isJsonObject(item)) refuse(path, `'${path}' must be an object`);
    reader.read(item, path);
  });
  return reader;
}

class ItemReader implements ItemHistory {
  readonly system: TextPart[] = [];
  readonly messages: Message[] = [];
  readonly tools: Tool[] = [];
  readonly changes: Change[] = [];
  private toldAboutPhase = false;

  read(item: JsonObject, path: string): void {
    const type = item.type ?? (item.role === undefined ? undefined : 'message');
    switch (type) {
      case 'message':
        this.readMessage(item, path);
        break;
      case 'reasoning':
        this.readReasoning(item);
        break;
      case 'function_call':
      case 'custom_tool_call':
        this.readCall(item, path);
        break;
      case 'function_call_output':
      case 'custom_tool_call_output':
        this.readOutput(item);
        break;
      case 'additional_tools':
        append(this.tools, readTools(item.tools, `${path}.tools`));
        break;
      case 'tool_search_output':
        // The tools a search found may be called from then on.
        append(this.tools, readTools(item.tools, `${path}.tools`));
        this.append('user', { type: 'opaque', dialect: 'responses', raw: item });
        break;
      default:
        this.append(callerItems.has(type) ? 'user' : 'assistant', {
          type: 'opaque',
          dialect: 'responses',
          raw: item,
        });
    }
  }

  private readMessage(item: JsonObject, path: string): void {
    const parts = readContent(item.content);
    switch (item.role) {
      case 'user':
        this.messages.push({ role: 'user', parts });
        break;
      case 'assistant':
        if (readString(item.phase) !== undefined) this.reportPhase(path);
        this.append('assistant', ...parts);
        break;
      case 'system':
      case 'developer': {
        const texts = parts.filter((part) => part.type === 'text');
        if (texts.length < parts.length) this.report(path, 'Instructions hold text only');
        if (this.messages.length === 0) append(this.system, texts);
        else this.messages.push({ role: 'system', parts: texts });
        break;
      }
      default:
        refuse(`${path}.role`, `'${path}.role' is not a role this endpoint knows`);
    }
  }

  /** Once for the request, because it holds for every message. */
  private reportPhase(path: string): void {
    if (this.toldAboutPhase) return;
    this.toldAboutPhase = true;
    this.report(`${path}.phase`, 'Phases of messages exist in Responses only');
  }

  private report(path: string, reason: string): void {
    this.changes.push({ action: 'dropped', path, reason });
  }

  private readReasoning(item: JsonObject): void {
    const text = readReasoningText(item);
    const encrypted = readString(item.encrypted_content);
    if (encrypted !== undefined && encrypted !== '') {
      this.append('assistant', {
        type: 'thinking',
        text,
        signature: readEncryptedContent(encrypted),
      });
    } else if (text !== '') {
      this.append('assistant', { type: 'thinking', text });
    }
  }

  private readCall(item: JsonObject, path: string): void {
    const isCustom = item.type === 'custom_tool_call';
    const namespace = readString(item.namespace);
    this.append('assistant', {
      type: 'tool_use',
      id: readString(item.call_id) || readString(item.id) || '',
      name: readString(item.name) || refuse(`${path}.name`, `'${path}.name' is missing`),
      ...(namespace === undefined ? {} : { namespace }),
      args: toArgumentsText(isCustom ? item.input : item.arguments),
      kind: isCustom ? 'custom' : 'function',
    });
  }

  private readOutput(item: JsonObject): void {
    const { output } = item;
    const parts =
      readObject(output) === undefined ? readContent(output) : readContent(toArgumentsText(output));
    const id = readString(item.call_id);
    if (id === undefined || id === '') {
      // Codex keeps outputs whose call it lost in compaction (openai/codex#42088).
      this.messages.push({ role: 'user', parts });
      return;
    }
    const kind = item.type === 'custom_tool_call_output' ? 'custom' : 'function';
    this.append('user', { type: 'tool_result', id, parts, isError: false, kind });
  }

  /** Adds parts to the current message. A message of the user is always a new one; results share one. */
  private append(role: 'user' | 'assistant', ...parts: Part[]): void {
    const last = this.messages.at(-1);
    const isSameMessage =
      last?.role === role && (role === 'assistant' || last.parts.every(isResult));
    if (isSameMessage) append(last.parts, parts);
    else this.messages.push({ role, parts });
  }
}

function isResult(part: Part): boolean {
  return part.type === 'tool_result' || part.type === 'opaque';
}
