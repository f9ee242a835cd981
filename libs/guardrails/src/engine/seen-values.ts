import { isAlphanumeric } from './detect/boundaries.js';
import { builtInKeywords, hashOf, quadMask } from './scan-index/keyword-table.js';
import type { Category, Span } from './types.js';

/** A value that was replaced by a token in the category. */
export type SeenValue = { readonly value: string; readonly category: Category };

const minLength = 6;
const maxLength = 4_000;
/** Values are grouped by so many first characters; shorter ones cannot be searched for. */
export const anchorLength = 4;

/**
 * The values found so far in a conversation, searched for in what follows. A model uses a password in a command, the
 * client sends the command back, and nothing near it says that it is a password: without this, the second request would
 * reveal what the first one hid.
 *
 * Values found in a message count from that message on, never backwards. So the part of a conversation that was sent
 * before stays the same, byte for byte, and the provider's prompt cache stays valid.
 */
export class SeenValues {
  private readonly values = new Map<string, SeenValue>();
  /** Lengths of the values with these first characters, the longest first. */
  private readonly lengths = new Map<string, number[]>();
  /** Hashes of the first characters of values. */
  private readonly beginnings = new Set<number>();
  /** The keywords' table and the beginnings of these values; undefined while there are none. */
  private ownQuads: Int32Array | undefined;

  /** @param keywords searched for in the same pass */
  constructor(readonly keywords = builtInKeywords) {}

  get size(): number {
    return this.values.size;
  }

  /** Where the scan has to look: at what may be the beginning of a keyword or of one of these values. */
  get quads(): Int32Array {
    return this.ownQuads ?? this.keywords.quads;
  }

  get(value: string): SeenValue | undefined {
    return this.values.get(value);
  }

  copy(): SeenValues {
    const copy = new SeenValues(this.keywords);
    for (const value of this.values.values()) copy.add(value);
    return copy;
  }

  add(seen: SeenValue): void {
    const { value } = seen;
    this.values.set(value, seen);
    const anchor = value.slice(0, anchorLength);
    const lengths = this.lengths.get(anchor) ?? [];
    if (!lengths.includes(value.length)) lengths.push(value.length);
    this.lengths.set(
      anchor,
      lengths.sort((x, y) => y - x),
    );
    this.ownQuads ??= this.keywords.quads.slice();
    let quad = 0;
    for (let at = 0; at < anchorLength; at += 1) {
      quad = ((quad << 5) | hashOf(value.charCodeAt(at))) & quadMask;
    }
    this.beginnings.add(quad);
    this.ownQuads[quad >>> 5] = (this.ownQuads[quad >>> 5] ?? 0) | (1 << (quad & 31));
  }

  /**
   * The longest value at an offset that is not part of a longer word.
   *
   * @param quad the hash of the four characters at the offset
   */
  at(text: string, at: number, quad: number): (Span & SeenValue) | undefined {
    if (!this.beginnings.has(quad)) return undefined;
    for (const length of this.lengths.get(text.slice(at, at + anchorLength)) ?? []) {
      const seen = this.values.get(text.slice(at, at + length));
      if (seen === undefined) continue;
      const end = at + seen.value.length;
      return isWithinWord(text, at, end, seen) ? undefined : { start: at, end, ...seen };
    }
    return undefined;
  }
}

/** Categories whose guardrail needs no context, and IP addresses, which are too frequent. */
const foundAnywhere: ReadonlySet<Category> = new Set(['email', 'iban', 'jwt', 'ip']);

/** Whether a value can be searched for at all. */
export function isSearchable(value: string, category: Category): boolean {
  return value.length >= anchorLength && value.length <= maxLength && !foundAnywhere.has(category);
}

/**
 * Whether a value is rare enough to search for it without context. A password such as `postgres` or a name such as
 * `Chris` would be found in every second file.
 */
export function isDistinctive(value: string, category: Category): boolean {
  if (value.length < minLength || value.length > maxLength) return false;
  if (foundAnywhere.has(category)) return false;
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (category === 'name' || category === 'address')
    return value.length >= 8 && value.includes(' ');
  if (category === 'password') return value.length >= 7 && (isMixed || /[^\w\s.-]/.test(value));
  return isMixed || /\d{6}|@/.test(value.replace(/[ .-]/g, '')) || value.length >= 20;
}

/** Personal data must be a whole word; a password may follow an option directly, as in `-pSecret1`. */
function isWithinWord(text: string, start: number, end: number, seen: SeenValue): boolean {
  const joinsRight =
    isAlphanumeric(text.charCodeAt(end - 1)) && isAlphanumeric(text.charCodeAt(end));
  const joinsLeft =
    isAlphanumeric(text.charCodeAt(start)) && isAlphanumeric(text.charCodeAt(start - 1));
  if (!isDistinctive(seen.value, seen.category)) return joinsLeft || joinsRight;
  const isLong = seen.value.length >= 12;
  if (seen.category === 'password') return joinsRight && !isLong;
  return (joinsLeft && !/\\[nrt]$/.test(text.slice(Math.max(0, start - 2), start))) || joinsRight;
}
