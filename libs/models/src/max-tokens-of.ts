/**
 * Kinds of ASCII characters. Among `rare` letters pairs are often no token of their own in o200k; nearly all other pairs
 * of small letters are.
 */
const kind = { other: 0, lower: 1, rare: 2, upper: 3, space: 4, sign: 5 } as const;
const kinds = new Uint8Array(128);
for (let code = 0x21; code < 0x7f; code += 1) kinds[code] = kind.sign;
for (let code = 0x30; code <= 0x39; code += 1) kinds[code] = kind.other;
for (let code = 0x61; code <= 0x7a; code += 1) kinds[code] = kind.lower;
for (const letter of 'bfgjkpqvwxyz') kinds[letter.charCodeAt(0)] = kind.rare;
for (let code = 0x41; code <= 0x5a; code += 1) kinds[code] = kind.upper;
for (const code of [0x09, 0x0a, 0x0d, 0x20]) kinds[code] = kind.space;

/** Alphabets whose letters are all tokens of their own: Latin-1, Greek, Cyrillic, Hebrew. */
const singleTokenLetters = [
  [0xc0, 0xff],
  [0x3b1, 0x3c9],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
] as const;

/** In quarters of a token, so that the loop adds whole numbers. */
const whole = 4;
const half = 2;
const quarter = 1;

/**
 * The most tokens a text may have, without a tokenizer, in time linear in its length. A byte-level tokenizer makes at
 * most one token of a byte; less is assumed only where the tokenizers of OpenAI and Anthropic always make less: for
 * small letters after a letter, for repeated signs, and for a space before a word. English comes out at about twice
 * its tokens in o200k.
 */
export function maxTokensOf(text: string): number {
  let quarters = 0;
  let before = -1;
  let kindBefore: number = kind.other;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 128) {
      quarters += whole * tokensOfOther(code);
      kindBefore = kind.other;
    } else {
      const kindOfThis = kinds[code] as number;
      if (kindOfThis === kind.lower) {
        quarters += kindBefore === kind.lower || kindBefore === kind.upper ? half : whole;
      } else if (kindOfThis === kind.space) {
        quarters += ofBlank(code, before, text.charCodeAt(i + 1));
      } else quarters += code === before && kindOfThis === kind.sign ? half : whole;
      kindBefore = kindOfThis;
    }
    before = code;
  }
  return Math.ceil(quarters / whole);
}

/** A space and the word after it are one token; the last blank of a run is one of its own before anything else. */
function ofBlank(code: number, before: number, after: number): number {
  const leadsWord = code === 0x20 && isLetter(after);
  if (code !== before) return leadsWord ? 0 : whole;
  if (code === after) return half;
  return leadsWord ? quarter : whole;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** At most its bytes in UTF-8; half of a surrogate pair stands for two of four. */
function tokensOfOther(code: number): number {
  if (code < 0x800) {
    return singleTokenLetters.some(([from, to]) => code >= from && code <= to) ? 1 : 2;
  }
  return code >= 0xd800 && code <= 0xdfff ? 2 : 3;
}
