import { randomHex, sha256Hex } from '@codegate/kernel';

import { fixToolId } from '../tools/tool-ids.js';

const illegal = /[^a-zA-Z0-9_-]/g;
const knownPrefix = /^(?:msg_|chatcmpl-|resp_|gen-)/;

/** The id of a response in the caller's wire format, made from the upstream's id; random without one. */
export function toResponseId(prefix: 'msg_' | 'chatcmpl-' | 'resp_', upstreamId: string): string {
  const rest = upstreamId.replace(knownPrefix, '').replace(illegal, '_').slice(0, 64);
  return prefix + (rest === '' ? randomHex(12) : rest);
}

/**
 * Ids of the calls in one response: legal ones, never two the same (a result could not be paired), and
 * one for a call that came without. Made from the response's id, so that the same response gives the
 * same ids.
 */
export class ResponseToolIds {
  private readonly used = new Set<string>();

  constructor(
    private readonly prefix: 'toolu_' | 'call_',
    private readonly responseId: string,
    private readonly limit = 64,
  ) {}

  next(upstreamId: string): string {
    const wanted =
      upstreamId === ''
        ? this.prefix + sha256Hex(`${this.responseId}:${this.used.size}`).slice(0, 24)
        : fixToolId(upstreamId, this.limit);
    let id = wanted;
    for (let copy = 2; this.used.has(id); copy++) id = fixToolId(`${wanted}_${copy}`, this.limit);
    this.used.add(id);
    return id;
  }
}
