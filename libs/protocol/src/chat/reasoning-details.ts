import type { JsonObject } from '@codegate/kernel';

import { readString } from '../json/fields.js';
import type { Issuer, Part, Signature } from '../model.js';
import { isIssuer } from '../reasoning/signature-tag.js';

/** What people may read of one entry of `reasoning_details` (OpenRouter, MiniMax). */
export function readDetailText(detail: JsonObject): string {
  return readString(detail.text) ?? readString(detail.summary) ?? '';
}

/** The issuer of a list of reasoning_details a client sends back; only the format of its entries shows it. */
export function issuerOfDetails(details: readonly JsonObject[]): Issuer {
  const format = readString(details[0]?.format) ?? '';
  return format.startsWith('MiniMax') ? 'minimax' : 'openrouter';
}

const ownFormat = 'cg1.';
const redactedFormat = 'cg1.redacted';

/**
 * An entry for the signature of another provider; its `format` says whose it is. The text is not called `text`, because
 * clients show that, and have it already.
 */
export function toOwnDetail({ issuer, value }: Signature, text: string): JsonObject {
  return {
    type: 'reasoning.encrypted',
    format: ownFormat + issuer,
    data: value,
    signed_text: text,
  };
}

/** An entry for Anthropic's redacted thinking. */
export function toRedactedDetail(data: string): JsonObject {
  return { type: 'reasoning.encrypted', format: redactedFormat, data };
}

/** Whether an entry was made by the gateway, so that no provider of Chat knows it. */
export function isOwnDetail({ format }: JsonObject): boolean {
  return typeof format === 'string' && format.startsWith(ownFormat);
}

/** The piece of thinking an own entry carries. */
export function readOwnDetail(detail: JsonObject): Part[] {
  const value = readString(detail.data) ?? '';
  if (detail.format === redactedFormat) return [{ type: 'redacted', data: value }];
  const name = readString(detail.format)?.slice(ownFormat.length) ?? '';
  const text = readString(detail.signed_text) ?? '';
  if (value === '' || !isIssuer(name)) return text === '' ? [] : [{ type: 'thinking', text }];
  return [{ type: 'thinking', text, signature: { issuer: name, value } }];
}

/**
 * Puts the pieces of a streamed reasoning_details list together: pieces with the same index and type
 * are one entry whose text grows; the provider wants the whole list back as it was.
 */
export class ReasoningDetails {
  private entries: JsonObject[] = [];

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  add(piece: JsonObject): void {
    const last = this.entries.at(-1);
    if (
      !last ||
      last.type !== piece.type ||
      last.index !== piece.index ||
      piece.type === undefined
    ) {
      this.entries.push({ ...piece });
      return;
    }
    for (const [key, value] of Object.entries(piece)) {
      const grows = key === 'text' || key === 'summary' || key === 'data';
      const before = last[key];
      if (grows && typeof before === 'string' && typeof value === 'string')
        last[key] = before + value;
      else if (value !== null && value !== undefined && key !== '__proto__') last[key] = value;
    }
  }

  /** The list so far, as JSON; then a new list begins. */
  takeText(): string {
    const text = JSON.stringify(this.entries);
    this.entries = [];
    return text;
  }
}
