import type { Change, DialectName, LlmRequest, Message, Part, TextPart } from '../model.js';
import {
  dropBlanks,
  dropBlankSystem,
  dropThinkingAtEnd,
  endPrefill,
  mergeRuns,
  startWithUser,
} from './edges.js';
import { translatePart } from './foreign-parts.js';
import { RepairLog } from './repair-log.js';
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
  /** Whether the first turn must be the user's. */
  userFirst: boolean;
  /** What becomes of an assistant turn at the end. */
  prefill: 'keep' | 'trim' | 'continue';
  /** Whether system turns may stand inside the conversation, or become user text. */
  systemTurns: 'keep' | 'user';
  /** Whether an assistant turn may not end in thinking. */
  thinkingNeverLast?: boolean;
};

export type RepairedHistory = { system: TextPart[]; turns: Message[]; changes: Change[] };

/**
 * Puts a conversation into the form every provider accepts, before each send. The request stays as it
 * is, so that the next target starts from the caller's own request.
 */
export function repairHistory(request: LlmRequest, rules: RepairRules): RepairedHistory {
  const log = new RepairLog(request.messages);
  const leading = request.messages.findIndex((turn) => turn.role !== 'system');
  const systemTurns = leading === -1 ? request.messages : request.messages.slice(0, leading);
  const system = [...request.system, ...systemTurns.flatMap(textsOf)];

  const keepsExtra = request.dialect === rules.dialect && rules.systemTurns === 'keep';
  let turns = request.messages.slice(systemTurns.length).map((turn): Message => {
    const parts = sortOut(turn, rules, log);
    if (request.dialect !== rules.dialect) reportLostKeys(parts, log);
    if (!turn.extra || keepsExtra) return { ...turn, parts };
    const keys = Object.keys(turn.extra).join(', ');
    log.note('dropped', turn.parts[0] ?? null, `${keys} of this message is not known there`);
    return { role: turn.role, parts };
  });
  if (rules.systemTurns === 'user') turns = turns.map((turn) => toReminder(turn, log));
  fixIds(turns, rules.toolIdLimit, log);
  turns = moveResultsBeforeSystem(mergeRuns(turns));
  separateRepeatedIds(turns, rules.toolIdLimit, log);
  turns = pairToolCalls(turns, log);
  turns = dropBlanks(turns, log);
  if (rules.thinkingNeverLast === true) turns = dropThinkingAtEnd(turns, log);
  turns = mergeRuns(turns);
  if (rules.userFirst || turns.length === 0) turns = startWithUser(turns, log);
  if (rules.prefill !== 'keep') turns = endPrefill(turns, rules.prefill, log);
  return { system: dropBlankSystem(system, log), turns, changes: log.changes };
}

function textsOf(turn: Message): TextPart[] {
  return turn.parts.filter((part) => part.type === 'text');
}

/** The parts of a turn that this target may see at all. */
function sortOut(turn: Message, rules: RepairRules, log: RepairLog): Part[] {
  const parts: Part[] = [];
  for (const part of turn.parts) {
    const reason = misplaced(part, turn) ?? rules.refuse(part);
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

function misplaced(part: Part, turn: Message): string | null {
  const isMisplaced =
    (part.type === 'tool_use' && turn.role !== 'assistant') ||
    (part.type === 'tool_result' && turn.role !== 'user');
  return isMisplaced ? `a ${part.type} does not belong in a ${turn.role} message` : null;
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

/** A later instruction for models that know the system role only at the start. */
function toReminder(turn: Message, log: RepairLog): Message {
  if (turn.role !== 'system') return turn;
  log.note('changed', turn.parts[0] ?? null, 'the model knows the system role only at the start');
  return {
    role: 'user',
    parts: turn.parts.map((part) =>
      part.type === 'text'
        ? { ...part, text: `<system-reminder>\n${part.text}\n</system-reminder>` }
        : part,
    ),
  };
}
