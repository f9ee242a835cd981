import { append, type JsonObject } from '@codegate/kernel';

import { toDataUri } from '../media/data-uri.js';
import { toObjectText } from '../tools/tool-arguments.js';
import {
  describeMissingMedia,
  readDocumentText,
  refuseForeignFile,
  reportMissingMedia,
} from '../media/missing-media.js';
import { takesCustomTools, writeCustomInput } from '../openai/custom-tools.js';
import type {
  Change,
  FilePart,
  ImagePart,
  LlmRequest,
  Part,
  ThinkingPart,
  ToolResultPart,
  ToolUsePart,
  Message,
} from '../model.js';
import type { ToolNames } from '../tools/tool-names.js';
import type { Target } from '../target.js';

/** Writes `input` from a repaired history. */
export class InputWriter {
  private readonly items: JsonObject[] = [];
  /** Ids of calls that were written as calls of custom tools; their outputs must match. */
  private readonly customCalls = new Set<string>();
  private readonly keepsCustomTools: boolean;
  private toldAboutCache = false;

  constructor(
    private readonly request: LlmRequest,
    private readonly target: Target,
    private readonly names: ToolNames,
    private readonly changes: Change[],
  ) {
    this.keepsCustomTools = takesCustomTools(request, target);
  }

  write(messages: readonly Message[]): JsonObject[] {
    for (const message of messages) {
      if (message.role === 'assistant') this.writeAssistant(message.parts);
      else this.writeCaller(message.role, message.parts);
    }
    return this.items;
  }

  /** Items in the order of the parts: reasoning must come before the item it led to. */
  private writeAssistant(parts: readonly Part[]): void {
    let message: JsonObject[] = [];
    const closeMessage = (): void => {
      if (message.length === 0) return;
      this.items.push({ type: 'message', role: 'assistant', content: message });
      message = [];
    };
    for (const part of parts) {
      if (part.type === 'text') {
        this.reportCache(part);
        message.push({ type: 'output_text', text: part.text });
      } else if (part.type === 'refusal') {
        message.push({ type: 'refusal', refusal: part.text });
      } else {
        closeMessage();
        this.writeAssistantItem(part);
      }
    }
    closeMessage();
  }

  private writeAssistantItem(part: Part): void {
    if (part.type === 'thinking' && part.signature) this.items.push(toReasoningItem(part));
    else if (part.type === 'tool_use') this.items.push(this.writeCall(part));
    else if (part.type === 'opaque') this.items.push(part.raw);
  }

  private writeCall(call: ToolUsePart): JsonObject {
    const name = this.names.nameFor(call.name, call.namespace, call.kind);
    const base = { call_id: call.id, name };
    if (call.kind === 'custom' && this.keepsCustomTools) {
      this.customCalls.add(call.id);
      return { type: 'custom_tool_call', ...base, input: call.args };
    }
    const args = call.kind === 'custom' ? writeCustomInput(call.args) : call.args;
    return { type: 'function_call', ...base, arguments: toObjectText(args) };
  }

  private writeCaller(role: 'user' | 'system', parts: readonly Part[]): void {
    const content: JsonObject[] = [];
    const items: JsonObject[] = [];
    for (const part of parts) {
      if (part.type === 'tool_result') this.items.push(this.writeResult(part));
      else if (part.type === 'opaque' && !isContentPart(part.raw)) items.push(part.raw);
      else append(content, this.writeContentPart(part));
    }
    append(this.items, items);
    if (content.length === 0) return;
    this.items.push({ type: 'message', role: this.toRole(role), content });
  }

  private toRole(role: 'user' | 'system'): string {
    if (role === 'user') return role;
    const { capabilities, quirks } = this.target;
    return capabilities.developerRole && quirks.developerRole ? 'developer' : 'system';
  }

  private writeResult(result: ToolResultPart): JsonObject {
    const isCustom = this.customCalls.has(result.id);
    const content = result.parts.flatMap((part) => this.writeContentPart(part));
    const isText = content.every((part) => part.type === 'input_text');
    const text = isText ? content.map((part) => part.text).join('\n') : '';
    // There is no field for it.
    const note = result.isError ? 'Error: ' : '';
    if (!isText && note !== '') content.unshift({ type: 'input_text', text: note.trim() });
    return {
      type: isCustom ? 'custom_tool_call_output' : 'function_call_output',
      call_id: result.id,
      output: isText ? note + text : content,
    };
  }

  private writeContentPart(part: Part): JsonObject[] {
    this.reportCache(part);
    switch (part.type) {
      case 'text':
      case 'refusal':
        return part.text === '' ? [] : [toInputText(part.text)];
      case 'image':
        return [this.writeImage(part)];
      case 'file':
        return [this.writeFile(part)];
      case 'opaque':
        return [part.raw];
      default:
        return [];
    }
  }

  private writeImage(part: ImagePart): JsonObject {
    if (!this.target.capabilities.images) return this.writeNote(part);
    const detail = part.detail === undefined ? {} : { detail: part.detail };
    const url =
      part.data === undefined ? part.url : toDataUri(part.mediaType ?? 'image/png', part.data);
    if (url !== undefined) return { type: 'input_image', image_url: url, ...detail };
    if (this.request.dialect === 'messages') return refuseForeignFile();
    return { type: 'input_image', file_id: part.fileId, ...detail };
  }

  private writeFile(part: FilePart): JsonObject {
    const text = readDocumentText(part);
    if (text !== undefined) return toInputText(text);
    if (part.fileId !== undefined) {
      if (this.request.dialect === 'messages') return refuseForeignFile();
      return { type: 'input_file', file_id: part.fileId };
    }
    if (!this.target.capabilities.pdf) return this.writeNote(part);
    const filename = part.name ?? 'document.pdf';
    if (part.data !== undefined) {
      const file_data = toDataUri(part.mediaType ?? 'application/pdf', part.data);
      return { type: 'input_file', filename, file_data };
    }
    return { type: 'input_file', file_url: part.url };
  }

  private writeNote(part: ImagePart | FilePart): JsonObject {
    reportMissingMedia(part, this.changes);
    return toInputText(describeMissingMedia(part));
  }

  private reportCache(part: Part): void {
    if (this.toldAboutCache || !('cache' in part) || !part.cache) return;
    this.toldAboutCache = true;
    const reason = 'the target caches on its own; marks of the caller are not sent';
    this.changes.push({ action: 'dropped', path: 'cache_control', reason });
  }
}

/** Whether a piece of Responses belongs inside of a message instead of beside it. */
function isContentPart(raw: JsonObject): boolean {
  return typeof raw.type === 'string' && raw.type.startsWith('input_');
}

function toInputText(text: string): JsonObject {
  return { type: 'input_text', text };
}

function toReasoningItem(part: ThinkingPart): JsonObject {
  const summary = part.text === '' ? [] : [{ type: 'summary_text', text: part.text }];
  return { type: 'reasoning', summary, encrypted_content: part.signature?.value };
}
