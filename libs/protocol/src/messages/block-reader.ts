import { append, tryParseJson, type JsonObject } from '@codegate/kernel';

import { readObject, readObjects, readString } from '../json/fields.js';
import { readSignature } from '../reasoning/signature-tag.js';
import type { LlmEvent, Signature, WebSource } from '../model.js';
import { readSource } from './web-search.js';

/**
 * One content block of a response. The block that belongs to a delta is found by the index, so each
 * keeps its own state.
 */
export type OpenBlock =
  | { kind: 'text'; text: string; sources: WebSource[] }
  | { kind: 'thinking'; signature: string }
  | { kind: 'tool'; key: string }
  /** A block only Anthropic's format knows, passed on when it is complete. */
  | { kind: 'opaque'; raw: JsonObject; input: string };

/** Starts of blocks: the state to keep and the events that come at once. */
export function startBlock(
  block: JsonObject,
  key: string,
): { open: OpenBlock | null; events: LlmEvent[] } {
  switch (block.type) {
    case 'text':
      return {
        open: newText(readString(block.text) ?? '', readObjects(block.citations)),
        events: nonEmpty('text', block.text),
      };
    case 'thinking':
      return {
        open: { kind: 'thinking', signature: readString(block.signature) ?? '' },
        events: nonEmpty('thinking', block.thinking),
      };
    case 'redacted_thinking':
      return { open: null, events: [{ type: 'redacted', data: readString(block.data) ?? '' }] };
    case 'tool_use':
      return { open: { kind: 'tool', key }, events: readToolStart(block, key) };
    default:
      return { open: { kind: 'opaque', raw: block, input: '' }, events: [] };
  }
}

/** A text block; deltas make it longer. */
export function newText(text: string, citations: readonly JsonObject[] = []): OpenBlock {
  return { kind: 'text', text, sources: citations.flatMap(readSource) };
}

function nonEmpty(type: 'text' | 'thinking', value: unknown): LlmEvent[] {
  const text = readString(value) ?? '';
  return text === '' ? [] : [{ type, text }];
}

function readToolStart(block: JsonObject, key: string): LlmEvent[] {
  const start: LlmEvent = {
    type: 'tool_start',
    key,
    id: readString(block.id) ?? '',
    name: readString(block.name) ?? '',
    kind: 'function',
  };
  // Some servers give the whole input here instead of in deltas.
  const input = readObject(block.input);
  if (!input || Object.keys(input).length === 0) return [start];
  return [start, { type: 'tool_args', key, delta: JSON.stringify(input) }];
}

/** Some servers put thinking into a text block (BerriAI/litellm#32357); the delta's own type is right. */
function isProse(open: OpenBlock): boolean {
  return open.kind === 'text' || open.kind === 'thinking';
}

/** One delta. Deltas that do not fit the block are skipped. */
export function readDelta(open: OpenBlock, delta: JsonObject): LlmEvent[] {
  switch (delta.type) {
    case 'text_delta':
    case 'citations_delta':
      return readTextDelta(open, delta);
    case 'thinking_delta':
      return isProse(open) ? nonEmpty('thinking', delta.thinking) : [];
    case 'signature_delta':
      if (open.kind === 'thinking') open.signature += readString(delta.signature) ?? '';
      return [];
    case 'input_json_delta':
      return readInputDelta(open, readString(delta.partial_json) ?? '');
    case 'compaction_delta':
      readCompactionDelta(open, readString(delta.content) ?? '');
      return [];
    default:
      return [];
  }
}

/** Text, or a citation of it, which is passed on when the block is complete. */
function readTextDelta(open: OpenBlock, delta: JsonObject): LlmEvent[] {
  if (open.kind === 'text') {
    open.text += readString(delta.text) ?? '';
    append(open.sources, readSource(readObject(delta.citation) ?? {}));
  }
  return isProse(open) ? nonEmpty('text', delta.text) : [];
}

function readCompactionDelta(open: OpenBlock, content: string): void {
  if (open.kind !== 'opaque') return;
  const before = readString(open.raw.content) ?? '';
  open.raw = { ...open.raw, content: before + content };
}

/** Server tools stream their input in the same kind of delta; it is not for the client to run. */
function readInputDelta(open: OpenBlock, json: string): LlmEvent[] {
  if (open.kind === 'opaque') open.input += json;
  return open.kind === 'tool' && json !== ''
    ? [{ type: 'tool_args', key: open.key, delta: json }]
    : [];
}

/** The events at the end of a block. */
export function stopBlock(open: OpenBlock): LlmEvent[] {
  switch (open.kind) {
    case 'text':
      return open.sources.map((source) => ({
        type: 'citation',
        citation: { ...source, text: open.text },
      }));
    case 'thinking': {
      const signature = readResponseSignature(open.signature);
      return signature ? [{ type: 'signature', signature }] : [];
    }
    case 'tool':
      return [{ type: 'tool_end', key: open.key }];
    case 'opaque': {
      const input = readObject(tryParseJson(open.input));
      return [
        { type: 'opaque', dialect: 'messages', raw: input ? { ...open.raw, input } : open.raw },
      ];
    }
  }
}

/**
 * The signature of a response. Its issuer depends on the upstream, because several vendors speak this
 * format; only the gateway's own tag names it.
 */
export function readResponseSignature(text: string): Signature | undefined {
  const signature = readSignature(text);
  return signature?.issuer === 'anthropic' ? { issuer: 'unknown', value: text } : signature;
}
