/** Longer names match no pattern, so a check takes bounded time. No provider has model names of this length. */
const maxNameLength = 512;

/**
 * Whether a name matches a pattern in which `*` matches any characters and `?` one character, ignoring case. A star
 * never has to be tried again: each piece between two stars is searched once, from where the one before it ended.
 */
export function matchesGlob(pattern: string, name: string): boolean {
  if (name.length > maxNameLength) return false;
  const given = name.toLowerCase();
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) return first.length === given.length && fitsAt(first, given, 0);
  const end = given.length - last.length;
  if (end < first.length || !fitsAt(first, given, 0) || !fitsAt(last, given, end)) return false;
  let at = first.length;
  for (const piece of rest) {
    const found = search(piece, given, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= end;
}

function search(piece: string, name: string, from: number): number {
  if (!piece.includes('?')) return name.indexOf(piece, from);
  for (let at = from; at + piece.length <= name.length; at += 1) {
    if (fitsAt(piece, name, at)) return at;
  }
  return -1;
}

function fitsAt(piece: string, name: string, at: number): boolean {
  if (!piece.includes('?')) return name.startsWith(piece, at);
  if (at + piece.length > name.length) return false;
  for (let i = 0; i < piece.length; i += 1) {
    if (piece[i] !== '?' && piece[i] !== name[at + i]) return false;
  }
  return true;
}
