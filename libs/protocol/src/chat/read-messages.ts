import { append, isJsonObject, type JsonObject } from '@codegate/kernel';

import { readObject, readObjects, readString } from '../json/fields.js';
import { toArgumentsText } from '../tools/tool-arguments.js';
import { refuse } from '../request/refuse.js';
import type { Change, Part, TextPart, ToolUsePart, Message } from '../model.js';
import { readContent } from './read-content.js';
import {
  isOwnDetail,
  issuerOfDetails,
  readDetailText,
  readOwnDetail,
} from './reasoning-details.js';

export type ChatHistory = { system: TextPart[]; messages: Message[]; changes: Change[] };

/** `messages` of a chat request. System and developer messages before the first message of the user are the system prompt. */
export function readMessages(raw: unknown): ChatHistory {
  if (!Array.isArray(raw) || raw.length === 0) {
    refuse('messages', "'messages' must be a list with at least one message");
  }
  const reader = new MessageReader();
  raw.forEach((message: unknown, index) => {
    const path = `messages[${index}]`;
    if (!isJsonObject(message)) refuse(path, `'${path}' must be an object`);
    reader.read(message, path, index);
  });
  return reader;
}

class MessageReader implements ChatHistory {
  readonly system: TextPart[] = [];
  readonly messages: Message[] = [];
  readonly changes: Change[] = [];
  /** Ids of calls of custom tools, whose results are of the same kind. */
  private readonly customCalls = new Set<string>();
  /** Ids made for `function_call`s, which have none, by name of the function. */
  private readonly legacyIds = new Map<string, string>();
  private afterToolMessage = false;

  read(message: JsonObject, path: string, index: number): void {
    const { role } = message;
    if (role === 'tool' || role === 'function') {
      this.readResult(message, path);
      return;
    }
    this.afterToolMessage = false;
    if (role === 'assistant') {
      this.messages.push({ role, parts: this.readAssistant(message, index) });
      return;
    }
    this.reportName(message, path);
    if (role === 'user') {
      this.messages.push({ role, parts: readContent(message.content) });
    } else if (role === 'system' || role === 'developer') {
      const content = readContent(message.content);
      const parts = content.filter((part) => part.type === 'text');
      if (parts.length < content.length) {
        const reason = 'Instructions hold text only';
        this.changes.push({ action: 'dropped', path: `${path}.content`, reason });
      }
      if (this.messages.length === 0) append(this.system, parts);
      else this.messages.push({ role: 'system', parts });
    } else {
      refuse(`${path}.role`, `'${path}.role' is not a role this endpoint knows`);
    }
  }

  private reportName(message: JsonObject, path: string): void {
    if (readString(message.name) === undefined) return;
    const reason = 'Names of participants exist in Chat Completions only';
    this.changes.push({ action: 'dropped', path: `${path}.name`, reason });
  }

  private readAssistant(message: JsonObject, index: number): Part[] {
    const parts: Part[] = [...readReasoning(message), ...readContent(message.content)];
    const refusal = readString(message.refusal);
    if (refusal !== undefined && refusal !== '') parts.push({ type: 'refusal', text: refusal });
    const audio = readObject(message.audio);
    if (audio) parts.push({ type: 'opaque', dialect: 'chat', raw: { type: 'audio', audio } });
    readObjects(message.tool_calls).forEach((call, position) => {
      parts.push(this.readCall(call, `call_${index}_${position}`));
    });
    const legacy = readObject(message.function_call);
    if (legacy) parts.push(this.readLegacyCall(legacy, index));
    return parts;
  }

  private readCall(call: JsonObject, fallbackId: string): Part {
    const id = readString(call.id) || fallbackId;
    const custom = readObject(call.custom);
    if (custom) {
      this.customCalls.add(id);
      const args = readString(custom.input) ?? '';
      return { type: 'tool_use', id, name: readString(custom.name) ?? '', args, kind: 'custom' };
    }
    const definition = readObject(call.function) ?? {};
    return {
      type: 'tool_use',
      id,
      name: readString(definition.name) ?? '',
      args: toArgumentsText(definition.arguments),
      kind: 'function',
      ...readThoughtSignature(call),
    };
  }

  private readLegacyCall(call: JsonObject, index: number): Part {
    const name = readString(call.name) ?? '';
    const id = `call_${index}_${name}`;
    this.legacyIds.set(name, id);
    return { type: 'tool_use', id, name, args: toArgumentsText(call.arguments), kind: 'function' };
  }

  /** One user message for all results in a row, not one for each (CLIProxyAPI f1a21a9b9). */
  private readResult(message: JsonObject, path: string): void {
    const id =
      message.role === 'function'
        ? (this.legacyIds.get(readString(message.name) ?? '') ?? '')
        : readString(message.tool_call_id);
    if (id === undefined) refuse(`${path}.tool_call_id`, `'${path}.tool_call_id' is missing`);
    const result: Part = {
      type: 'tool_result',
      id,
      parts: readContent(message.content),
      isError: false,
      kind: this.customCalls.has(id) ? 'custom' : 'function',
    };
    const last = this.messages.at(-1);
    if (this.afterToolMessage && last) last.parts.push(result);
    else this.messages.push({ role: 'user', parts: [result] });
    this.afterToolMessage = true;
  }
}

/** Earlier reasoning in the fields DeepSeek (`reasoning_content`), Cerebras and OpenRouter use. */
function readReasoning(message: JsonObject): Part[] {
  const all = readObjects(message.reasoning_details);
  const own = all.filter(isOwnDetail);
  if (own.length > 0) return own.flatMap(readOwnDetail);
  const details = all;
  const plain = readString(message.reasoning_content) ?? readString(message.reasoning);
  const text = plain ?? details.map(readDetailText).join('');
  if (details.length > 0) {
    const signature = { issuer: issuerOfDetails(details), value: JSON.stringify(details) };
    return [{ type: 'thinking', text, signature }];
  }
  return text === '' ? [] : [{ type: 'thinking', text }];
}

/** Gemini's `extra_content.google.thought_signature`, on calls in requests and responses. */
export function readThoughtSignature(call: JsonObject): Pick<ToolUsePart, 'signature'> {
  const google = readObject(readObject(call.extra_content)?.google);
  const value = readString(google?.thought_signature);
  return value === undefined || value === '' ? {} : { signature: { issuer: 'gemini', value } };
}
