import { isAlphanumeric } from './detect/boundaries.js';
import { hashOf, quadMask, quads } from './scan-index/scan-keywords.js';
import type { Category, Span } from './types.js';

export type SeenValue = { readonly value: string; readonly category: Category };

/** Values of one conversation that are remembered; the rest is found by detectors alone. */
const maxValues = 5_000;
const minLength = 6;
const maxLength = 4_000;
/** First characters by which values are told apart. */
const anchorLength = 4;

/**
 * The values found so far in a conversation, searched for in what follows. The model uses a password in
 * a command, the client sends the command back, and nothing there says it is a password: without this
 * the second turn would give away what the first one hid.
 *
 * Values found in a message count from that message on, never backwards: the part of a conversation
 * that was sent before stays byte for byte the same, and so does the provider's prompt cache.
 */
export class SeenValues {
  private readonly values = new Map<string, SeenValue>();
  /** Lengths of the values with these first characters, the longest first. */
  private readonly lengths = new Map<string, number[]>();
  /** Hashes of the first characters of values. */
  private readonly beginnings = new Set<number>();
  private own: Int32Array | undefined;

  get size(): number {
    return this.values.size;
  }

  /** Where the pass for landmarks has to look: at the beginnings of its words, and of these values. */
  get quads(): Int32Array {
    return this.own ?? quads;
  }

  get(value: string): SeenValue | undefined {
    return this.values.get(value);
  }

  /** Whether the value is new and worth remembering. */
  accepts(value: string, category: Category): boolean {
    if (this.values.size >= maxValues || this.values.has(value)) return false;
    return isDistinctive(value, category);
  }

  add(known: SeenValue): void {
    const { value } = known;
    this.values.set(value, known);
    const anchor = value.slice(0, anchorLength);
    const lengths = this.lengths.get(anchor) ?? [];
    if (!lengths.includes(value.length)) lengths.push(value.length);
    this.lengths.set(
      anchor,
      lengths.sort((x, y) => y - x),
    );
    this.own ??= quads.slice();
    let quad = 0;
    for (let at = 0; at < anchorLength; at += 1) {
      quad = ((quad << 5) | hashOf(value.charCodeAt(at))) & quadMask;
    }
    this.beginnings.add(quad);
    this.own[quad >>> 5] = (this.own[quad >>> 5] ?? 0) | (1 << (quad & 31));
  }

  /**
   * The longest value that stands at an offset, not as a piece of a word.
   *
   * @param quad hash of the four characters there
   */
  at(text: string, at: number, quad: number): (Span & SeenValue) | undefined {
    if (!this.beginnings.has(quad)) return undefined;
    for (const length of this.lengths.get(text.slice(at, at + anchorLength)) ?? []) {
      const known = this.values.get(text.slice(at, at + length));
      if (known === undefined) continue;
      const end = at + known.value.length;
      return isWithinWord(text, at, end, known) ? undefined : { start: at, end, ...known };
    }
    return undefined;
  }
}

/** What its own guardrail finds without any context, and addresses of networks, which are everywhere. */
const foundAnywhere: ReadonlySet<Category> = new Set(['email', 'iban', 'jwt', 'ip']);

/**
 * Whether a value can be looked for where nothing else points to it. A password such as `postgres` or a
 * name such as `Chris` would be found in every second file.
 */
function isDistinctive(value: string, category: Category): boolean {
  if (value.length < minLength || value.length > maxLength) return false;
  if (foundAnywhere.has(category)) return false;
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (category === 'name' || category === 'address')
    return value.length >= 8 && value.includes(' ');
  if (category === 'password') return value.length >= 7 && (isMixed || /[^\w\s.-]/.test(value));
  return isMixed || /\d{6}|@/.test(value.replace(/[ .-]/g, '')) || value.length >= 20;
}

/** Personal data must stand as a word; a secret may be glued to an option, as in `-pSecret1`. */
function isWithinWord(text: string, start: number, end: number, known: SeenValue): boolean {
  const gluedRight =
    isAlphanumeric(text.charCodeAt(end - 1)) && isAlphanumeric(text.charCodeAt(end));
  const gluedLeft =
    isAlphanumeric(text.charCodeAt(start)) && isAlphanumeric(text.charCodeAt(start - 1));
  const isLong = known.value.length >= 12;
  if (known.category === 'password') return gluedRight && !isLong;
  return (gluedLeft && !/\\[nrt]$/.test(text.slice(Math.max(0, start - 2), start))) || gluedRight;
}
