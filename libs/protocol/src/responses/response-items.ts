import type { JsonObject } from '@codegate/kernel';

import type { Citation } from '../model.js';
import { writeCitation } from './web-search.js';
import type { NameTable } from '../target.js';

export type ItemStatus = 'in_progress' | 'completed' | 'incomplete';
export type ProsePart = { type: 'output_text' | 'refusal'; text: string; sources?: Citation[] };

/** Items of the output, the same in streams and complete responses. */

export function toMessagePart({ type, text, sources = [] }: ProsePart): JsonObject {
  const annotations = sources.map((source) => writeCitation(source, text));
  return type === 'refusal' ? { type, refusal: text } : { type, text, annotations, logprobs: [] };
}

export function toMessageItem(
  id: string,
  status: ItemStatus,
  parts: readonly ProsePart[],
): JsonObject {
  return { id, type: 'message', status, role: 'assistant', content: parts.map(toMessagePart) };
}

export function toReasoningItem(
  id: string,
  text: string,
  encryptedContent: string | undefined,
): JsonObject {
  return {
    id,
    type: 'reasoning',
    summary: text === '' ? [] : [{ type: 'summary_text', text }],
    ...(encryptedContent === undefined ? {} : { encrypted_content: encryptedContent }),
  };
}

/** A call as the caller knows it. */
export type CallerCall = {
  itemId: string;
  callId: string;
  name: string;
  namespace: string | undefined;
  kind: 'function' | 'custom';
};

export function toCallItem(call: CallerCall, status: ItemStatus, args: string): JsonObject {
  const { itemId, callId, name, namespace, kind } = call;
  return {
    id: itemId,
    type: kind === 'custom' ? 'custom_tool_call' : 'function_call',
    status,
    call_id: callId,
    name,
    ...(namespace === undefined ? {} : { namespace }),
    ...(kind === 'custom' ? { input: args } : { arguments: args }),
  };
}

export type UpstreamCall = { name: string; namespace?: string; kind: 'function' | 'custom' };

/**
 * The caller's name, namespace and kind of a call. They come from the table of the request, never from
 * taking the name apart.
 */
export function toCallerCall(
  call: UpstreamCall,
  names: NameTable,
): { name: string; namespace: string | undefined; kind: 'function' | 'custom'; wrapped: boolean } {
  const original = names.original(call.name);
  if (!original) {
    return { name: call.name, namespace: call.namespace, kind: call.kind, wrapped: false };
  }
  const wrapped = original.kind === 'custom' && call.kind === 'function';
  const kind = wrapped ? 'custom' : call.kind;
  return { name: original.name, namespace: original.namespace, kind, wrapped };
}

/** Ids of items, unique in the response and the same in all its events. */
export function toItemId(
  prefix: 'msg' | 'rs' | 'fc' | 'ctc' | 'ws',
  responseId: string,
  index: number,
): string {
  return `${prefix}_${responseId.replace(/^resp_/, '').slice(0, 40)}_${index}`;
}
