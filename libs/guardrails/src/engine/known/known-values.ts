import { isAlphanumeric } from '../detect/boundaries.js';
import type { Category, Span } from '../types.js';

export type KnownValue = { readonly value: string; readonly category: Category };

/** Values of one conversation that are remembered; the rest is found by detectors alone. */
const maxValues = 5_000;
const minLength = 6;
const maxLength = 4_000;
/** Characters that are hashed to find where a value may begin. */
const anchorLength = 4;
const tableSize = 1 << 14;

/**
 * The values found so far in a conversation, searched for in what follows. The model uses a password in
 * a command, the client sends the command back, and nothing there says it is a password: without this
 * the second turn would give away what the first one hid.
 *
 * Values found in a message count from that message on, never backwards: the part of a conversation
 * that was sent before stays byte for byte the same, and so does the provider's prompt cache.
 */
export class KnownValues {
  private readonly values = new Map<string, KnownValue>();
  private readonly byAnchor = new Map<string, KnownValue[]>();
  /** Whether some value has this hash of its first characters. */
  private readonly mayBegin = new Uint8Array(tableSize);

  get size(): number {
    return this.values.size;
  }

  get(value: string): KnownValue | undefined {
    return this.values.get(value);
  }

  /** Whether the value is new and worth remembering. */
  accepts(value: string, category: Category): boolean {
    if (this.values.size >= maxValues || this.values.has(value)) return false;
    return isDistinctive(value, category);
  }

  add(known: KnownValue): void {
    const { value } = known;
    this.values.set(value, known);
    const anchor = value.slice(0, anchorLength);
    const list = this.byAnchor.get(anchor);
    if (list === undefined) this.byAnchor.set(anchor, [known]);
    else {
      list.push(known);
      list.sort((a, b) => b.value.length - a.value.length);
    }
    this.mayBegin[hashAt(value, 0)] = 1;
  }

  /** Where known values stand in the text. */
  find(text: string, report: (span: Span & KnownValue) => void): void {
    if (this.values.size === 0) return;
    const last = text.length - minLength;
    for (let at = 0; at <= last; at += 1) {
      if (this.mayBegin[hashAt(text, at)] !== 1) continue;
      const candidates = this.byAnchor.get(text.slice(at, at + anchorLength));
      const known = candidates?.find(({ value }) => text.startsWith(value, at));
      if (known === undefined) continue;
      const end = at + known.value.length;
      if (!isWithinWord(text, at, end, known)) {
        report({ start: at, end, ...known });
        at = end - 1;
      }
    }
  }
}

function hashAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) * 31 +
      text.charCodeAt(at + 1) * 1_009 +
      text.charCodeAt(at + 2) * 8_191 +
      text.charCodeAt(at + 3) * 131_071) &
    (tableSize - 1)
  );
}

/**
 * Whether a value can be looked for where nothing else points to it. A password such as `postgres` or a
 * name such as `Chris` would be found in every second file.
 */
function isDistinctive(value: string, category: Category): boolean {
  if (value.length < minLength || value.length > maxLength) return false;
  if (category === 'ip') return false;
  const isMixed = /\d/.test(value) && /[A-Za-z]/.test(value);
  if (category === 'name' || category === 'address')
    return value.length >= 8 && value.includes(' ');
  if (category === 'password') return value.length >= 7 && (isMixed || /[^\w\s.-]/.test(value));
  return isMixed || /\d{6}|@/.test(value.replace(/[ .-]/g, '')) || value.length >= 20;
}

/** Personal data must stand as a word; a secret may be glued to an option, as in `-pSecret1`. */
function isWithinWord(text: string, start: number, end: number, known: KnownValue): boolean {
  const gluedRight =
    isAlphanumeric(text.charCodeAt(end - 1)) && isAlphanumeric(text.charCodeAt(end));
  const gluedLeft =
    isAlphanumeric(text.charCodeAt(start)) && isAlphanumeric(text.charCodeAt(start - 1));
  const isLong = known.value.length >= 12;
  if (known.category === 'password') return gluedRight && !isLong;
  return (gluedLeft && !/\\[nrt]$/.test(text.slice(Math.max(0, start - 2), start))) || gluedRight;
}
