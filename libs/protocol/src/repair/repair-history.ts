import type { Change, DialectName, LlmRequest, Message, Part, TextPart } from '../model.js';
import {
  dropBlanks,
  dropBlankSystem,
  dropOnlyThinking,
  dropThinkingAtEnd,
  endPrefill,
  mergeRuns,
  startWithUser,
} from './edges.js';
import { translatePart } from './foreign-parts.js';
import { placeBeforeAssistant, toReminder } from './place-system.js';
import { RepairLog } from './repair-log.js';
import { rewriteIds, type ToolIdForm } from './rewrite-ids.js';
import {
  fixIds,
  moveResultsBeforeSystem,
  pairToolCalls,
  separateRepeatedIds,
} from './tool-pairs.js';

/** What the target demands of a conversation. */
export type RepairRules = {
  /** Parts of other wire formats become text, or are dropped when they have no text. */
  dialect: DialectName;
  /** Longest id of a tool call. */
  toolIdLimit: number;
  /** Why a part must not be sent; `null` when it may. Asked once for every part outside of results. */
  refuse: (part: Part) => string | null;
  /** Whether the first message must be the user's. */
  userFirst: boolean;
  /** What becomes of an assistant message at the end. */
  prefill: 'keep' | 'trim' | 'continue';
  /**
   * What becomes of system messages inside the conversation: they stay, stay only where Anthropic takes them, or become
   * texts of the user.
   */
  systemMessages: 'keep' | 'before_assistant' | 'user';
  /** Whether thinking may end an assistant message, or be all of it. Absent: it may. */
  thinkingAlone?: 'never_last' | 'never_alone';
  /** The form of ids the model was trained with; absent: any. */
  toolIdForm?: ToolIdForm | undefined;
};

export type RepairedHistory = { system: TextPart[]; messages: Message[]; changes: Change[] };

/**
 * Puts a conversation into the form every provider accepts, before each send. The request stays as it
 * is, so that the next target starts from the caller's own request.
 */
export function repairHistory(request: LlmRequest, rules: RepairRules): RepairedHistory {
  const log = new RepairLog(request.messages);
  const leading = request.messages.findIndex((message) => message.role !== 'system');
  const systemMessages = leading === -1 ? request.messages : request.messages.slice(0, leading);
  const system = [...request.system, ...systemMessages.flatMap(textsOf)];

  const keepsExtra = request.dialect === rules.dialect && rules.systemMessages !== 'user';
  let messages = request.messages.slice(systemMessages.length).map((message): Message => {
    const parts = sortOut(message, rules, log);
    if (request.dialect !== rules.dialect) reportLostKeys(parts, log);
    if (!message.extra || keepsExtra) return { ...message, parts };
    const keys = Object.keys(message.extra).join(', ');
    log.note('dropped', message.parts[0] ?? null, `${keys} of this message is not known there`);
    return { role: message.role, parts };
  });
  if (rules.systemMessages === 'user')
    messages = messages.map((message) => toReminder(message, log));
  fixIds(messages, rules.toolIdLimit, log);
  messages = moveResultsBeforeSystem(mergeRuns(messages));
  separateRepeatedIds(messages, rules.toolIdLimit, log);
  messages = pairToolCalls(messages, log);
  messages = dropBlanks(messages, log);
  messages = dropLoneThinking(messages, rules, log);
  messages = mergeRuns(messages);
  if (rules.systemMessages === 'before_assistant') {
    messages = mergeRuns(placeBeforeAssistant(messages, log));
  }
  if (rules.userFirst || messages.length === 0) messages = startWithUser(messages, log);
  if (rules.prefill !== 'keep') messages = endPrefill(messages, rules.prefill, log);
  if (rules.toolIdForm) messages = rewriteIds(messages, rules.toolIdForm);
  return { system: dropBlankSystem(system, log), messages, changes: log.changes };
}

function dropLoneThinking(
  messages: readonly Message[],
  { thinkingAlone }: RepairRules,
  log: RepairLog,
): Message[] {
  if (thinkingAlone === 'never_last') return dropThinkingAtEnd(messages, log);
  return thinkingAlone === 'never_alone' ? dropOnlyThinking(messages, log) : [...messages];
}

function textsOf(message: Message): TextPart[] {
  return message.parts.filter((part) => part.type === 'text');
}

/** The parts of a message that this target may see at all. */
function sortOut(message: Message, rules: RepairRules, log: RepairLog): Part[] {
  const parts: Part[] = [];
  for (const part of message.parts) {
    const reason = misplaced(part, message) ?? rules.refuse(part);
    const translated = reason === null ? translateDeep(part, rules.dialect, log) : null;
    if (!translated) log.note('dropped', part, reason ?? describe(part));
    else parts.push(translated === part ? part : log.replace(part, translated));
  }
  return parts;
}

/** Details of parts no other wire format has a place for. */
function reportLostKeys(parts: readonly Part[], log: RepairLog): void {
  for (const part of parts) {
    if (part.type === 'file' && part.extra) {
      log.note('dropped', part, `${Object.keys(part.extra).join(', ')} is not known there`);
    }
    if (part.type === 'text' && part.citations && part.citations.length > 0) {
      log.note('dropped', part, 'citations are not known there');
    }
  }
}

function misplaced(part: Part, message: Message): string | null {
  const isMisplaced =
    (part.type === 'tool_use' && message.role !== 'assistant') ||
    (part.type === 'tool_result' && message.role !== 'user');
  return isMisplaced ? `a ${part.type} does not belong in a ${message.role} message` : null;
}

function translateDeep(part: Part, target: DialectName, log: RepairLog): Part | null {
  if (part.type !== 'tool_result') return translatePart(part, target);
  const parts = part.parts.map((inner) => translatePart(inner, target));
  if (parts.every((inner, index) => inner === part.parts[index])) return part;
  part.parts.forEach((inner, index) => {
    if (!parts[index]) log.note('dropped', part, describe(inner));
  });
  return { ...part, parts: parts.filter((inner) => inner !== null) };
}

function describe(part: Part): string {
  if (part.type !== 'opaque') return `${part.type} is not known there`;
  const type = part.raw.type;
  return `${typeof type === 'string' ? type : 'this block'} is only known to its own wire format`;
}
