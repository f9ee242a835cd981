import { isBlank } from '../json/fields.js';
import type { Part, TextPart, Message } from '../model.js';
import type { RepairLog } from './repair-log.js';

const continueText = 'Continue.';

/** One turn for each run of the same role; in a user turn results come first. */
export function mergeRuns(turns: readonly Message[]): Message[] {
  const merged: Message[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    // Messages with keys of their own (Anthropic's output_config) stay apart.
    if (last?.role === turn.role && !last.extra && !turn.extra) last.parts.push(...turn.parts);
    else merged.push({ ...turn, parts: [...turn.parts] });
  }
  for (const turn of merged) {
    if (turn.role === 'user') turn.parts = putResultsFirst(turn.parts);
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

/** Removes blank texts, and turns that hold nothing any more. */
export function dropBlanks(turns: readonly Message[], log: RepairLog): Message[] {
  const kept: Message[] = [];
  for (const turn of turns) {
    const parts: Part[] = [];
    for (const part of turn.parts) {
      if (isBlankText(part)) log.note('dropped', part, 'blank text');
      else parts.push(part.type === 'tool_result' ? withoutBlankParts(part) : part);
    }
    if (parts.length > 0) kept.push({ ...turn, parts });
  }
  return kept;
}

/** Anthropic returns 400 for a message that ends in thinking (tailcallhq/forgecode#2107). */
export function dropThinkingAtEnd(turns: readonly Message[], log: RepairLog): Message[] {
  for (const turn of turns) {
    let last = turn.parts.at(-1);
    while (last?.type === 'thinking' || last?.type === 'redacted') {
      log.note('dropped', last, 'an assistant message cannot end in thinking');
      turn.parts.pop();
      last = turn.parts.at(-1);
    }
  }
  return turns.filter((turn) => turn.parts.length > 0);
}

function isBlankText(part: Part): boolean {
  return (part.type === 'text' || part.type === 'refusal') && isBlank(part.text);
}

function withoutBlankParts(part: Extract<Part, { type: 'tool_result' }>): Part {
  if (!part.parts.some(isBlankText)) return part;
  return { ...part, parts: part.parts.filter((inner) => !isBlankText(inner)) };
}

/** Anthropic wants the user first. */
export function startWithUser(turns: Message[], log: RepairLog): Message[] {
  if (turns[0]?.role === 'user') return turns;
  log.note('repaired', null, 'the first message must be from the user');
  return [{ role: 'user', parts: [{ type: 'text', text: continueText }] }, ...turns];
}

/** An assistant turn at the end asks the model to go on from there; newer models refuse that. */
export function endPrefill(turns: Message[], mode: 'trim' | 'continue', log: RepairLog): Message[] {
  const last = turns.at(-1);
  if (last?.role !== 'assistant') return turns;
  if (mode === 'continue') {
    log.note('repaired', last.parts.at(-1) ?? null, 'the model does not continue a message');
    return [...turns, { role: 'user', parts: [{ type: 'text', text: continueText }] }];
  }
  const text = last.parts.at(-1);
  if (text?.type !== 'text') return turns;
  const trimmed = text.text.trimEnd();
  if (trimmed === text.text) return turns;
  log.note('changed', text, 'white space at the end of the last message');
  const parts = [...last.parts.slice(0, -1), log.replace(text, { ...text, text: trimmed })];
  return [...turns.slice(0, -1), { ...last, parts }];
}
