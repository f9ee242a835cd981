/**
 * Encodes a short text as one number, with the alphabet that makes it smallest: the length of a token depends on it, and
 * models make mistakes in long tokens. The tables are part of the token format: a change of one changes all tokens, so
 * tables can only be added at the end (at most 8).
 */

type Table = { readonly symbols: readonly string[]; readonly covers: RegExp };

const letters = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
/** Frequent pieces of e-mail addresses and names, found by byte-pair encoding. Must not change. */
const mailPieces =
  `@gmail.com @example.com @outlook.com @hotmail.com @yahoo.com @icloud.com .co.uk .com .org .net .de
  .io .dev an er ar el in en ri on al or st th am il ch co le re is ia mar ma ro la es ra and ic ie
  com jo it ann ja at me ine ul ina ian lo us ab as ik te ph son ad ber ex et io do ed org lu ig to ev
  rist em ren car im so amp se ry ol ath ge sh mi examp ez ud av ell ni ir har ill hel bert fre ru ter
  min ne fr fran ck mo ver ele ela ur yl ce ta id go ste gu he joh jul ss ke ara be gar vi fer tin su
  le. ana alex fred ice anna bo sa con de pa kat ena uel luc pp gre lau ff ker ser sof net il. ham ag
  ha andre all ica ika anne eli ant any ju ard dan ris yn lar dav mit lor man jan marc mat mich ore we
  sch ka ah med sta ang elle je rid bar atri ben no ent col ald ias isa her abri ion franc ger gor
  ther iko mu jon kar kath iam the os sal`.split(/\s+/);
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

const mail = list(letters + digits + '.@_-+').concat(mailPieces);
const words = list(letters + letters.toUpperCase() + digits + " -_.'");

const tables: readonly Table[] = [
  { symbols: list(digits + '-. ()+'), covers: /^[0-9. ()+-]*$/ },
  { symbols: list(letters.toUpperCase() + digits), covers: /^[A-Z0-9]*$/ },
  { symbols: mail, covers: /^[a-z0-9.@_+-]*$/ },
  { symbols: words, covers: /^[A-Za-z0-9 _.'-]*$/ },
  { symbols: printable.concat('\n', '\t'), covers: /^[ -~\n\t]*$/ },
  { symbols: list(digits), covers: /^[0-9]*$/ },
];
/** Number of the table for all other texts: bytes of UTF-8. */
const bytesTable = 7;
const tableCount = 8n;
/** Length of the longest piece by its first two characters, to avoid lookups that cannot succeed. */
const maxByPair = new Map<string, number>();
for (const piece of mailPieces) {
  const pair = piece.slice(0, 2);
  maxByPair.set(pair, Math.max(maxByPair.get(pair) ?? 1, piece.length));
}
const codes = tables.map((table) => new Map(table.symbols.map((symbol, code) => [symbol, code])));
/** Longer values do not fit into a token, so they are not encoded at all. */
const maxLength = 64;

/** The value as a number, or undefined when it is too long or cannot be written as UTF-8. */
export function packValue(value: string): bigint | undefined {
  if (value.length === 0 || value.length > maxLength) return undefined;
  let best: { table: number; base: number; symbols: readonly number[]; bits: number } | undefined;
  tables.forEach((table, index) => {
    if (!table.covers.test(value)) return;
    const symbols = toSymbols(value, index);
    const bits = symbols.length * Math.log2(table.symbols.length);
    if (best === undefined || bits < best.bits) {
      best = { table: index, base: table.symbols.length, symbols, bits };
    }
  });
  if (best === undefined) {
    const bytes = Buffer.from(value, 'utf8');
    if (bytes.toString('utf8') !== value) return undefined;
    return toNumber([...bytes], 256) * tableCount + BigInt(bytesTable);
  }
  return toNumber(best.symbols, best.base) * tableCount + BigInt(best.table);
}

/** The inverse of packValue; undefined for a number it does not produce. */
export function unpackValue(packed: bigint): string | undefined {
  const index = Number(packed % tableCount);
  const number = packed / tableCount;
  if (index === bytesTable) return Buffer.from(toList(number, 256)).toString('utf8');
  const symbols = tables[index]?.symbols;
  if (symbols === undefined) return undefined;
  return toList(number, symbols.length)
    .map((code) => symbols[code] ?? '')
    .join('');
}

function toSymbols(value: string, tableIndex: number): number[] {
  const code = codes[tableIndex] ?? new Map<string, number>();
  const symbols: number[] = [];
  for (let at = 0; at < value.length;) {
    const longest = tableIndex === 2 ? (maxByPair.get(value.slice(at, at + 2)) ?? 1) : 1;
    let length = Math.min(longest, value.length - at);
    while (length > 1 && !code.has(value.slice(at, at + length))) length -= 1;
    symbols.push(code.get(value.slice(at, at + length)) ?? 0);
    at += length;
  }
  return symbols;
}

/** Bijective numeration: each list has a number of its own, so no length is stored. */
function toNumber(codesOfValue: readonly number[], base: number): bigint {
  const radix = BigInt(base);
  return codesOfValue.reduce((number, digit) => number * radix + BigInt(digit + 1), 0n);
}

function toList(number: bigint, base: number): number[] {
  const radix = BigInt(base);
  const list: number[] = [];
  for (let rest = number; rest > 0n;) {
    const digit = (rest - 1n) % radix;
    list.push(Number(digit));
    rest = (rest - 1n - digit) / radix;
  }
  return list.reverse();
}

function list(characters: string): string[] {
  return Array.from(characters);
}
