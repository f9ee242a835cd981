import {
  followsEscape,
  isAlphanumeric,
  isInsideBase64,
  isWordOrHyphen,
} from '../detect/boundaries.js';
import { secretNameWords } from '../detect/assignments.js';
import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';
import { isPlaceholder } from '../detect/placeholders.js';
import { entropyOf, isMadeOfWords } from '../detect/randomness.js';
import { looksLikeKey } from '../detect/secret-values.js';
import { isJwt } from './jwt.js';
import { anchoredKeys, vendorKeys } from './vendor-keys.js';

type Rule = { readonly rest: RegExp };

const rulesByPrefix = new Map<string, Rule[]>();
for (const [, prefixes, rest] of vendorKeys) {
  for (const prefix of prefixes.split(' ')) {
    const rules = rulesByPrefix.get(prefix) ?? [];
    // A longer run of the same characters is something else.
    rules.push({ rest: new RegExp(`${rest}(?![A-Za-z0-9_])`, 'y') });
    rulesByPrefix.set(prefix, rules);
  }
}
/** Longer ones first, so that `sk-ant-` is not read as `sk-`. */
const prefixesByPair = new Map<string, string[]>();
for (const prefix of [...rulesByPrefix.keys()].sort((a, b) => b.length - a.length)) {
  const pair = prefix.slice(0, 2);
  prefixesByPair.set(pair, [...(prefixesByPair.get(pair) ?? []), prefix]);
}

/** Discord bots: user id, time and HMAC in base64url; the id is 17 to 20 digits, so it begins M, N or O. */
const discordBot = /(?<![\w-])[MNO][A-Za-z\d]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w-])/y;
const discordUserIds = [24, 25, 26];
const anchored = anchoredKeys.map(([, anchor, reach, format]) => ({
  anchor,
  reach,
  format: new RegExp(format, 'g'),
}));
/** Length of the longest anchored format. */
const anchoredLength = 220;

/**
 * Keys of services: formats with a vendor's prefix, and random-looking values of names such as api_key, token or secret.
 * Randomness alone is not enough: in code, most random words are hashes, ids and digests.
 */
export const apiKey = defineGuardrail({
  id: 'api_key',
  name: 'API keys',
  description:
    'Keys of about 130 services by their format, and values of names such as api_key or token',
  group: 'credentials',
  priority: 25,
  tokenPrefix: 'cgkey',
  keywords: {
    secretName: secretNameWords,
    /** Prefixes of vendors' keys. */
    vendorKey: { words: vendorKeys.flatMap(([, prefixes]) => prefixes.split(' ')), bounded: true },
    vendorAnchor: { words: anchoredKeys.map(([, anchor]) => anchor) },
  },
  shapes: ['twoDots'],
  find({ text, places, assignments }, report) {
    findByPrefix(text, places.of('vendorKey').starts, report);
    for (const at of places.of('vendorAnchor').starts) findAnchored(text, at, report);
    for (const dot of places.of('twoDots').starts) findDiscordBot(text, dot, report);
    for (const assignment of assignments) {
      const { family, start, end, separator } = assignment;
      if (isJwt(text.slice(start, end))) continue;
      if (family !== 'secret' || separator === 'prose' || !looksLikeKey(text, assignment)) {
        if (!isBasicHeader(text, assignment)) continue;
      }
      report(start, end);
    }
  },
});

function findByPrefix(text: string, starts: readonly number[], report: Report): void {
  let done = 0;
  for (const at of starts) {
    if (at < done || !beginsHere(text, at)) continue;
    const prefixes = prefixesByPair.get(text.slice(at, at + 2));
    const prefix = prefixes?.find((each) => text.startsWith(each, at));
    const end = prefix === undefined ? undefined : endOfKey(text, at, prefix);
    if (end === undefined) continue;
    report(at, end);
    done = end;
  }
}

function findDiscordBot(text: string, dot: number, report: Report): void {
  for (const length of discordUserIds) {
    discordBot.lastIndex = dot - length;
    if (dot >= length && discordBot.test(text)) report(dot - length, discordBot.lastIndex);
  }
}

function endOfKey(text: string, start: number, prefix: string): number | undefined {
  for (const { rest } of rulesByPrefix.get(prefix) ?? []) {
    rest.lastIndex = start + prefix.length;
    if (rest.test(text))
      return isKey(text, start, prefix, rest.lastIndex) ? rest.lastIndex : undefined;
  }
  return undefined;
}

/** Whether a key may begin here: after a letter or digit only if that ends an escape. `desk-…` is not `sk-…`. */
function beginsHere(text: string, start: number): boolean {
  const before = text.charCodeAt(start - 1);
  if (before === 45 || before === 95) return false;
  return !isAlphanumeric(before) || followsEscape(text, start);
}

function isKey(text: string, start: number, prefix: string, end: number): boolean {
  const rest = text.slice(start + prefix.length, end);
  if (isPlaceholder(rest) || isMadeOfWords(rest) || isInsideBase64(text, start, end)) return false;
  // A function, constant or CSS class with such a prefix has no digits, or few different letters.
  const isNamed = /^[a-z]+(?:[_-][a-z]+)*$/.test(rest) || /^[A-Z]+(?:_[A-Z]+)*$/.test(rest);
  return (
    !isNamed &&
    entropyOf(rest) >= 2.5 &&
    !(rest.length < 24 && !/\d/.test(rest) && prefix.length < 6)
  );
}

function findAnchored(text: string, at: number, report: Report): void {
  for (const { anchor, reach, format } of anchored) {
    if (!text.startsWith(anchor, at)) continue;
    // Some characters more on the left, for the look-behinds of the expressions.
    const from = Math.max(0, at - reach - 32);
    for (const match of matchesOf(format, text.slice(from, at + anchoredLength))) {
      const start = from + match.index;
      const end = start + match[0].length;
      if (end > at && !isWordOrHyphen(text.charCodeAt(end)) && !isPlaceholder(match[0]))
        report(start, end);
    }
  }
}

/** `Authorization: Basic …` with user and password in base64 (RFC 7617). */
function isBasicHeader(
  text: string,
  { start, end, family }: { start: number; end: number; family: string },
): boolean {
  if (family !== 'secret' || !/Basic\s+$/i.test(text.slice(Math.max(0, start - 8), start)))
    return false;
  const decoded = Buffer.from(text.slice(start, end), 'base64').toString('latin1');
  return (
    /^[\x20-\x39\x3b-\x7e\x80-\xff]+:[\x20-\x7e\x80-\xff]+$/.test(decoded) &&
    !isPlaceholder(decoded.split(':')[1] ?? '')
  );
}
