/** Characters and words that the expressions look for, to be repeated. */
const units = [
  ...' \t\r\n"\'`<>()[]{},;:.=+-_/\\|@#$%&*?!~^0aAzZé€',
  ...[
    ': ',
    '= ',
    'a ',
    'A',
    'aA',
    'Aa ',
    '{{',
    '${',
    '$(',
    '<a',
    '<%',
    ' -',
    '-a ',
    '==',
    '>=',
    'to',
    'from',
    '\\n',
    '\r\n',
  ],
  ...[
    'x=1;',
    'host=a',
    'a=b ',
    'noreply.',
    'password',
    'your-',
    'my_',
    '[a',
    'ip ',
    'version ',
    '<a> ',
    'tel ',
  ],
];
const starts = [
  '',
  'a',
  'A',
  '0',
  '"',
  '<',
  'version',
  'ip ',
  'tel ',
  'ssh ',
  'references:',
  'host=',
  ' host=',
];

/**
 * The longest time in milliseconds that an expression takes on repetitions up to a length. It tries short texts first
 * and stops at the first text that takes too long.
 */
export function timeOnShortTexts(regex, maxLength, maxMs) {
  let longest = 0;
  for (let length = 16; length < 2 * maxLength; length += Math.ceil(length / 4)) {
    for (const start of starts) {
      for (const unit of units) {
        const text = (start + unit.repeat(length)).slice(0, Math.min(length, maxLength) - 1);
        longest = Math.max(longest, timeOf(regex, `${text}\u{1}`));
        if (longest > maxMs) return longest;
      }
    }
  }
  return longest;
}

/** The shorter of two runs: the first one may have to compile the expression. */
function timeOf(regex, text) {
  const times = [0, 1].map(() => {
    regex.lastIndex = 0;
    const { user } = process.cpuUsage();
    regex.test(text);
    return (process.cpuUsage().user - user) / 1_000;
  });
  return Math.min(...times);
}
