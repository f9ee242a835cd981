import { append } from '@codegate/kernel';

import { isBlank } from '../json/fields.js';
import type { Part, ToolResultPart, Message } from '../model.js';
import type { RepairLog } from './repair-log.js';
import { fixToolId } from '../tools/tool-ids.js';

/** Calls without a result, by id. */
type OpenCalls = Map<string, 'function' | 'custom'>;

export const missingResult = '[no result recorded]';

/** Ids in the form the target takes, for calls and results alike. */
export function fixIds(messages: Message[], limit: number, log: RepairLog): void {
  for (const message of messages) {
    message.parts = message.parts.map((part) => {
      if (part.type !== 'tool_use' && part.type !== 'tool_result') return part;
      const id = fixToolId(part.id, limit);
      if (id === part.id) return part;
      log.note('changed', part, 'the target does not take this tool id');
      return log.replace(part, { ...part, id });
    });
  }
}

/**
 * Gives calls that share an id different ones, together with their results: some servers number their
 * calls from the start in every response, and Anthropic demands ids that are unique in the whole conversation.
 */
export function separateRepeatedIds(messages: Message[], limit: number, log: RepairLog): void {
  const seen = new Map<string, number>();
  /** The new ids of the last assistant message's calls, in order. */
  let renamed = new Map<string, Iterator<string>>();
  for (const message of messages) {
    if (message.role === 'system') continue;
    const renamedNow = new Map<string, string[]>();
    message.parts = message.parts.map((part) => {
      if (part.type === 'tool_result') {
        const id = renamed.get(part.id)?.next().value as string | undefined;
        return id === undefined || id === part.id ? part : log.replace(part, { ...part, id });
      }
      if (part.type !== 'tool_use') return part;
      const times = (seen.get(part.id) ?? 0) + 1;
      seen.set(part.id, times);
      const id = times === 1 ? part.id : fixToolId(`${part.id}_${times}`, limit);
      const ids = renamedNow.get(part.id);
      if (ids) ids.push(id);
      else renamedNow.set(part.id, [id]);
      if (id === part.id) return part;
      log.note('repaired', part, 'the id of this call was used before');
      return log.replace(part, { ...part, id });
    });
    if (message.role !== 'assistant') continue;
    renamed = new Map([...renamedNow].map(([id, ids]) => [id, ids.values()]));
  }
}

/** Results directly follow their calls: a system message in between moves behind them. */
export function moveResultsBeforeSystem(messages: Message[]): Message[] {
  const moved: Message[] = [];
  let index = 0;
  while (index < messages.length) {
    const message = messages[index++];
    if (!message) break;
    moved.push(message);
    if (message.role !== 'assistant' || messages[index]?.role !== 'system') continue;
    let userAt = index;
    while (messages[userAt]?.role === 'system') userAt++;
    const user = messages[userAt];
    if (user?.role !== 'user') continue;
    const results = user.parts.filter((part) => part.type === 'tool_result');
    if (results.length === 0) continue;
    moved.push({ role: 'user', parts: results });
    append(moved, messages.slice(index, userAt));
    moved.push({ ...user, parts: user.parts.filter((part) => part.type !== 'tool_result') });
    index = userAt + 1;
  }
  return moved;
}

/**
 * Every result belongs to a call of the message before, every call has its result in the next message. Providers
 * return 400 otherwise ("No tool output found", "unexpected tool_use_id"), and compaction or an
 * interrupted session leaves such histories behind (openclaw/openclaw#8525, HKUDS/OpenHarness#191).
 */
export function pairToolCalls(messages: Message[], log: RepairLog): Message[] {
  const paired: Message[] = [];
  const answered = new Set<string>();
  let open: OpenCalls = new Map();
  for (const message of messages) {
    if (message.role === 'user') {
      const results = answerCalls(message.parts, open, answered, log);
      const rest = message.parts.filter((part) => part.type !== 'tool_result');
      paired.push({
        ...message,
        parts: [...results.kept, ...toMissing(open, log), ...results.orphans, ...rest],
      });
    } else {
      if (open.size > 0) paired.push({ role: 'user', parts: toMissing(open, log) });
      paired.push(message);
    }
    open = callsOf(message);
  }
  if (open.size > 0) paired.push({ role: 'user', parts: toMissing(open, log) });
  return paired;
}

function callsOf(message: Message): OpenCalls {
  const calls: OpenCalls = new Map();
  if (message.role === 'assistant') {
    for (const part of message.parts) if (part.type === 'tool_use') calls.set(part.id, part.kind);
  }
  return calls;
}

function answerCalls(
  parts: readonly Part[],
  open: OpenCalls,
  answered: Set<string>,
  log: RepairLog,
): { kept: ToolResultPart[]; orphans: Part[] } {
  const kept: ToolResultPart[] = [];
  const orphans: Part[] = [];
  for (const part of parts) {
    if (part.type !== 'tool_result') continue;
    if (open.delete(part.id)) {
      answered.add(part.id);
      kept.push(part);
    } else if (answered.has(part.id)) {
      log.note('dropped', part, 'the call already has a result');
    } else {
      const saved = toUserParts(part);
      const action = saved.length === 0 ? 'dropped' : 'repaired';
      log.note(action, part, 'no call in the message before asked for this result');
      append(orphans, saved);
    }
  }
  return { kept, orphans };
}

function toUserParts(result: ToolResultPart): Part[] {
  const text = result.parts.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
  const media = result.parts.filter((part) => part.type === 'image' || part.type === 'file');
  return isBlank(text) ? media : [{ type: 'text', text: `[tool result] ${text}` }, ...media];
}

function toMissing(open: OpenCalls, log: RepairLog): ToolResultPart[] {
  return [...open].map(([id, kind]) => {
    log.note('repaired', null, `the call ${id} had no result`);
    return {
      type: 'tool_result',
      id,
      parts: [{ type: 'text', text: missingResult }],
      isError: true,
      kind,
    };
  });
}
