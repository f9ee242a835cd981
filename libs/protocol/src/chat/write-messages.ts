import { append, tryParseJson, type JsonObject } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import { toObjectText } from '../tools/tool-arguments.js';
import { takesCustomTools, writeCustomInput } from '../openai/custom-tools.js';
import type {
  Change,
  LlmRequest,
  Part,
  TextPart,
  ThinkingPart,
  ToolResultPart,
  ToolUsePart,
  Message,
} from '../model.js';
import type { ToolNames } from '../tools/tool-names.js';
import type { Target } from '../target.js';
import { ContentWriter, textSeparator } from './write-content.js';

/**
 * Google's documented value for calls whose signature is not known, as after a change of provider; without
 * any, Gemini 3 returns 400 (Gitlawb/openclaude#67).
 */
const unknownThoughtSignature = 'skip_thought_signature_validator';

/** Writes `messages` from a repaired history. */
export class MessageWriter {
  private readonly messages: JsonObject[] = [];
  private readonly content: ContentWriter;
  private readonly customAsFunctions: boolean;
  private toldAboutSignature = false;

  constructor(
    private readonly request: LlmRequest,
    private readonly target: Target,
    private readonly names: ToolNames,
    private readonly changes: Change[],
  ) {
    this.content = new ContentWriter(request, target, changes);
    this.customAsFunctions = !takesCustomTools(request, target);
  }

  write(system: readonly TextPart[], messages: readonly Message[]): JsonObject[] {
    if (system.length > 0) this.writeSystem(system);
    for (const message of messages) {
      if (message.role === 'assistant') this.writeAssistant(message.parts);
      else if (message.role === 'user') this.writeUser(message.parts);
      else this.writeSystem(message.parts);
    }
    return this.messages;
  }

  private writeSystem(parts: readonly Part[]): void {
    const { capabilities, quirks } = this.target;
    const role = capabilities.developerRole && quirks.developerRole ? 'developer' : 'system';
    this.messages.push({ role, content: this.content.write(parts) });
  }

  /** Results directly after their calls, then images out of the results, then the text of the user. */
  private writeUser(parts: readonly Part[]): void {
    const rest: Part[] = [];
    for (const part of parts) {
      if (part.type === 'tool_result') append(rest, this.writeResult(part));
    }
    append(
      rest,
      parts.filter((part) => part.type !== 'tool_result'),
    );
    if (rest.length === 0) return;
    const content = this.content.write(rest);
    if (content.length > 0) this.messages.push({ role: 'user', content });
  }

  /** Tool messages hold text only; what must move to the user's message is returned. */
  private writeResult(result: ToolResultPart): Part[] {
    const moved = result.parts.filter((part) => part.type === 'image' || part.type === 'file');
    const texts: Part[] = result.parts.filter(
      (part) => part.type === 'text' || part.type === 'refusal',
    );
    // There is no field for it.
    if (result.isError) texts[0] = { type: 'text', text: `Error: ${textOf(texts[0])}` };
    const last = texts.at(-1);
    if (result.cache && last?.type === 'text')
      texts[texts.length - 1] = { ...last, cache: result.cache };
    const content = this.content.write(texts);
    this.messages.push({ role: 'tool', tool_call_id: result.id, content });
    if (moved.length === 0) return [];
    return [{ type: 'text', text: `[from the result of ${result.id}]` }, ...moved];
  }

  private writeAssistant(parts: readonly Part[]): void {
    const calls = parts.filter((part) => part.type === 'tool_use');
    const text = parts.flatMap((part) => this.toText(part)).join(textSeparator);
    const message: JsonObject = {
      role: 'assistant',
      // "" beside calls is refused by some servers, null without calls by others (vercel/ai#13744, #14950).
      content: text === '' && calls.length > 0 ? null : text,
      ...this.writeReasoning(parts.filter((part) => part.type === 'thinking')),
      ...writeAudio(parts),
    };
    const refusal = this.keepsRefusal() ? parts.find((part) => part.type === 'refusal') : undefined;
    if (refusal) message.refusal = refusal.text;
    if (calls.length > 0) message.tool_calls = this.writeCalls(calls);
    this.messages.push(message);
  }

  private toText(part: Part): string[] {
    if (part.type === 'text') {
      this.content.writeCache(part);
      return [part.text];
    }
    return part.type === 'refusal' && !this.keepsRefusal() ? [part.text] : [];
  }

  /** Whether the target has a field `refusal`; elsewhere a refusal is written as text. */
  private keepsRefusal(): boolean {
    return this.target.issuer === 'openai';
  }

  /**
   * Earlier reasoning in the provider's own field. DeepSeek wants it on every assistant message
   * (vercel/ai#14739); Cerebras refuses any other name than `reasoning` (QwenLM/qwen-code#11045).
   */
  private writeReasoning(thinking: readonly ThinkingPart[]): JsonObject {
    const { reasoningField, reasoningFieldRequired } = this.target.quirks;
    if (reasoningField === null) return {};
    const text = thinking
      .map((part) => part.text)
      .filter((piece) => !isBlank(piece))
      .join(textSeparator);
    if (reasoningField !== 'reasoning_details') {
      return text === '' && !reasoningFieldRequired ? {} : { [reasoningField]: text };
    }
    const details = thinking.flatMap((part) => this.readDetails(part));
    if (details.length > 0) return { reasoning_details: details };
    return text === '' && !reasoningFieldRequired ? {} : { reasoning: text };
  }

  private readDetails(part: ThinkingPart): unknown[] {
    if (part.signature?.issuer !== this.target.issuer) return [];
    const details = tryParseJson(part.signature.value);
    return Array.isArray(details) ? details : [];
  }

  private writeCalls(calls: readonly ToolUsePart[]): JsonObject[] {
    return calls.map((call, position) => {
      const name = this.names.nameFor(call.name, call.namespace, call.kind);
      if (call.kind === 'custom' && !this.customAsFunctions) {
        return { id: call.id, type: 'custom', custom: { name, input: call.args } };
      }
      const args = call.kind === 'custom' ? writeCustomInput(call.args) : call.args;
      return {
        id: call.id,
        type: 'function',
        function: { name, arguments: toObjectText(args) },
        ...this.writeThoughtSignature(call, position === 0),
      };
    });
  }

  /** Gemini wants its signature back, on the first of parallel calls at least. */
  private writeThoughtSignature(call: ToolUsePart, isFirst: boolean): JsonObject {
    if (!this.target.quirks.thoughtSignatures) return {};
    const own = call.signature?.issuer === this.target.issuer ? call.signature.value : undefined;
    if (own === undefined && !isFirst) return {};
    if (own === undefined && !this.toldAboutSignature) {
      this.toldAboutSignature = true;
      const reason = "earlier calls have no signature of the provider's own; validation is skipped";
      this.changes.push({ action: 'repaired', path: 'messages', reason });
    }
    return { extra_content: { google: { thought_signature: own ?? unknownThoughtSignature } } };
  }
}

function textOf(part: Part | undefined): string {
  return part?.type === 'text' || part?.type === 'refusal' ? part.text : '';
}

function writeAudio(parts: readonly Part[]): JsonObject {
  for (const part of parts) {
    if (part.type === 'opaque' && part.dialect === 'chat' && part.raw.type === 'audio') {
      return { audio: part.raw.audio };
    }
  }
  return {};
}
