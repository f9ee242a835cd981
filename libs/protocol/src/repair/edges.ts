import { append } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import type { Part, TextPart, Message } from '../model.js';
import type { RepairLog } from './repair-log.js';

const continueText = 'Continue.';

/** One message for each run of the same role; in a user message results come first. */
export function mergeRuns(messages: readonly Message[]): Message[] {
  const merged: Message[] = [];
  for (const message of messages) {
    const last = merged.at(-1);
    // Messages with keys of their own (Anthropic's output_config) stay apart.
    if (last?.role === message.role && !last.extra && !message.extra)
      append(last.parts, message.parts);
    else merged.push({ ...message, parts: [...message.parts] });
  }
  for (const message of merged) {
    if (message.role === 'user') message.parts = putResultsFirst(message.parts);
  }
  return merged;
}

function putResultsFirst(parts: Part[]): Part[] {
  const results = parts.filter((part) => part.type === 'tool_result');
  if (results.length === 0 || results.length === parts.length) return parts;
  return [...results, ...parts.filter((part) => part.type !== 'tool_result')];
}

/** Texts with something in them; providers refuse blank ones (anomalyco/opencode#31259). */
export function dropBlankSystem(system: readonly TextPart[], log: RepairLog): TextPart[] {
  return system.filter((part, index) => {
    if (!isBlank(part.text)) return true;
    log.changes.push({ action: 'dropped', path: `system[${index}]`, reason: 'blank text' });
    return false;
  });
}

/** Removes blank texts, and messages that hold nothing any more. */
export function dropBlanks(messages: readonly Message[], log: RepairLog): Message[] {
  const kept: Message[] = [];
  for (const message of messages) {
    const parts: Part[] = [];
    for (const part of message.parts) {
      if (isBlankText(part)) log.note('dropped', part, 'blank text');
      else parts.push(part.type === 'tool_result' ? withoutBlankParts(part) : part);
    }
    if (parts.length > 0) kept.push({ ...message, parts });
  }
  return kept;
}

/** Anthropic returns 400 for a message that ends in thinking (tailcallhq/forgecode#2107). */
export function dropThinkingAtEnd(messages: readonly Message[], log: RepairLog): Message[] {
  for (const message of messages) {
    let last = message.parts.at(-1);
    while (message.role === 'assistant' && last && isThinking(last)) {
      log.note('dropped', last, 'an assistant message cannot end in thinking');
      message.parts.pop();
      last = message.parts.at(-1);
    }
  }
  return messages.filter((message) => message.parts.length > 0);
}

/** A message of nothing but thinking is empty for servers that have no place for thinking in the content. */
export function dropOnlyThinking(messages: readonly Message[], log: RepairLog): Message[] {
  return messages.filter(({ role, parts }) => {
    if (role !== 'assistant' || parts.length === 0 || !parts.every(isThinking)) return true;
    for (const part of parts) log.note('dropped', part, 'a message cannot consist of thinking');
    return false;
  });
}

function isThinking(part: Part): boolean {
  return part.type === 'thinking' || part.type === 'redacted';
}

function isBlankText(part: Part): boolean {
  return (part.type === 'text' || part.type === 'refusal') && isBlank(part.text);
}

function withoutBlankParts(part: Extract<Part, { type: 'tool_result' }>): Part {
  if (!part.parts.some(isBlankText)) return part;
  return { ...part, parts: part.parts.filter((inner) => !isBlankText(inner)) };
}

/** Anthropic wants the user first. */
export function startWithUser(messages: Message[], log: RepairLog): Message[] {
  if (messages[0]?.role === 'user') return messages;
  log.note('repaired', null, 'the first message must be from the user');
  return [{ role: 'user', parts: [{ type: 'text', text: continueText }] }, ...messages];
}

/** An assistant message at the end asks the model to go on from there; newer models refuse that. */
export function endPrefill(
  messages: Message[],
  mode: 'trim' | 'continue',
  log: RepairLog,
): Message[] {
  const last = messages.at(-1);
  if (last?.role !== 'assistant') return messages;
  if (mode === 'continue') {
    log.note('repaired', last.parts.at(-1) ?? null, 'the model does not continue a message');
    return [...messages, { role: 'user', parts: [{ type: 'text', text: continueText }] }];
  }
  const text = last.parts.at(-1);
  if (text?.type !== 'text') return messages;
  const trimmed = text.text.trimEnd();
  if (trimmed === text.text) return messages;
  log.note('changed', text, 'white space at the end of the last message');
  const parts = [...last.parts.slice(0, -1), log.replace(text, { ...text, text: trimmed })];
  return [...messages.slice(0, -1), { ...last, parts }];
}
