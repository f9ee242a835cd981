/** Random values that are the same for the same seed, and the texts of the fuzz. */

/** @returns a function that returns numbers from 0 to below 1 (mulberry32) */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (list) => list[below(list.length)], chance: (share) => next() < share };
}

const characters = [
  ...'-|_ \t\r\n0123456789aAzZé.,:;=@#%&?!/\\\'"`()[]{}<>+*~^$',
  ...[
    '\r\n',
    '\n\n',
    '\u00a0',
    '\u2003',
    '\u3000',
    '\u200b',
    '\u0660',
    '\u0966',
    '\uff11',
    '\uff20',
  ],
  ...['–', '—', '·', '。', '‏', '😀', '\ud800', '\u0000', 'ß', 'İ', '漢'],
];
/** Pieces of what the detectors and parsers search for. */
const pieces = [
  ...['password', 'passwd: ', 'secret=', 'key=', 'api_key: "', 'token', 'pwd', 'Bearer ', 'Basic '],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    '-----BEGIN ',
    'MIIEvQIBADANBg',
    'eyJ',
  ],
  ...[
    'eyJhbGciOiJIUzI1NiJ9',
    'sk-ant-api03-',
    'sk-',
    'AKIA',
    'ghp_',
    'AIza',
    'xoxb-',
    '| a | b |\n',
    '|---|---|\n',
  ],
  ...[
    'ada@example.org',
    'a.b@',
    '@example.',
    '%40',
    '&#x40;',
    '\\u0040',
    '%2525',
    'DE89 3704 ',
    'GB82WEST',
    'IBAN ',
  ],
  ...[
    '12 Evergreen Terrace',
    'Street ',
    'Hauptstraße 5',
    'Mr. ',
    'my name is ',
    'Jane ',
    'Kowalczyk',
    'born ',
  ],
  ...[
    '4111 1111 ',
    '4111111111111111',
    '+1 650 ',
    '(650) ',
    '536-22-',
    'SSN: ',
    '192.168.',
    '10.0.0.1',
    'fe80::',
    '::1',
    ':0:',
  ],
  ...[
    'postgres://app:',
    'https://',
    '://u:p@',
    'passport ',
    'AB12',
    '2024-01-',
    '$1',
    'x = ',
    'const ',
    'data: ',
    'event: ',
  ],
  ...[
    'claude-',
    '-20250101',
    'gpt-',
    ':free',
    'Please try again in ',
    '1m30s',
    "Unsupported parameter: '",
    'max_tokens',
    'messages.0.',
    '1e400',
    '<think>',
    '</think>',
  ],
];

const unitOf = (random) => (random.chance(0.6) ? random.pick(characters) : random.pick(pieces));
const shortText = (random, most) =>
  Array.from({ length: random.below(most + 1) }, () => unitOf(random)).join('');

/**
 * A text of which one part is repeated: what makes expressions and parsers slow.
 *
 * @param extra further pieces, such as replacements of the guardrails
 * @returns the parts; `build(chars)` returns a text of about that many characters
 */
export function pumped(random, extra = []) {
  const extraPiece = () => (extra.length > 0 && random.chance(0.4) ? random.pick(extra) : '');
  const prefix = shortText(random, 3) + extraPiece();
  const unit = extraPiece() + shortText(random, 3) || unitOf(random);
  const suffix = shortText(random, 3);
  const build = (chars) => prefix + unit.repeat(Math.ceil(chars / unit.length)) + suffix;
  return { prefix, unit, suffix, build };
}

/** Otherwise a megabyte in single bytes takes as long as a hang. */
const mostChunks = 100_000;

/** Cuts a text or bytes at random places, into pieces of at most `most`, or more where that were too many pieces. */
export function chunksOf(random, whole, most) {
  const chunks = [];
  const longest = Math.max(most, Math.ceil((2 * whole.length) / mostChunks));
  for (let at = 0; at < whole.length;) {
    const end = at + 1 + random.below(longest);
    chunks.push(whole.slice(at, end));
    at = end;
  }
  return chunks;
}
