import { GatewayError } from '@codegate/kernel';
import { RE2JS } from 're2js';

import type { Report } from './detect/guardrail.js';
import type { CustomGuardrail } from './types.js';

const maxPattern = 500;
const maxWords = 1_000;
const maxWord = 200;
/**
 * Instructions of the compiled expression. Matching takes time proportional to text length times instructions, so this
 * limits the cost of expressions such as `(a{1,100}){1,100}`.
 */
const maxInstructions = 2_000;
/**
 * Time for all matches of one rule in one text. One search is linear, but one that looks ahead to the end of the text for
 * each match is quadratic in all. Ordinary rules take 0.2 µs a character.
 */
const baseMs = 50;
const msPerCharacter = 0.002;
/** The clock is read after so many matches. */
const matchesPerCheck = 16;
/** Texts in which a rule must not match: it would match everywhere. */
const trivialTexts = ['', ' ', '\n'];

/**
 * A rule of the operator, compiled. RE2 follows all paths of an expression at once, so matching always takes linear
 * time. It has no look-around and no back-references.
 */
export type CompiledRule = { find(text: string, report: Report): void };

/** Compiles a rule. @throws GatewayError `invalid_request` with a message for the operator */
export function compileCustomGuardrail(rule: CustomGuardrail): CompiledRule {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(rule.category)) {
    throw new GatewayError(
      'invalid_request',
      'The category must be lower-case letters, digits and _, beginning with a letter.',
      { field: 'category' },
    );
  }
  return 'pattern' in rule ? compilePattern(rule.pattern) : compileWords(rule.words);
}

/** Checks a rule before it is stored. Returns a message for the operator, or undefined when the rule is valid. */
export function problemOfCustomGuardrail(rule: CustomGuardrail): string | undefined {
  try {
    compileCustomGuardrail(rule);
    return 'pattern' in rule && looksFarAhead(rule.pattern) ? farAhead : undefined;
  } catch (error) {
    if (error instanceof GatewayError) return error.message;
    throw error;
  }
}

function compilePattern(pattern: string): CompiledRule {
  if (pattern.length === 0 || pattern.length > maxPattern) {
    throw new GatewayError(
      'invalid_request',
      `The pattern must have 1 to ${maxPattern} characters.`,
    );
  }
  const expression = toExpression(pattern, 0);
  if (trivialTexts.some((text) => expression.matcher(text).find())) {
    throw new GatewayError('invalid_request', 'The pattern matches empty text or blanks.');
  }
  return runner(expression);
}

/**
 * Whether finding all matches takes quadratic time, as with `ID-\\d+(?:.*secret)?`: tried on repetitions of a short text
 * that matches. Not every such pattern is recognised; `find` limits the time of the others.
 */
function looksFarAhead(pattern: string): boolean {
  const expression = RE2JS.compile(pattern);
  const sample = sampleOf(pattern);
  return ['', ' ', ', '].some((separator) => {
    const text = (sample + separator).repeat(Math.ceil(sampleLength / (sample.length + 1)));
    const steps = expression.matcher(text);
    const startMs = performance.now();
    while (steps.find()) {
      if (performance.now() - startMs > maxSampleMs) return true;
    }
    return false;
  });
}

const farAhead =
  'The pattern would take too long: for each match it searches the rest of the text for an optional part. Limit its repetitions, such as .{0,80} instead of .*.';
const sampleLength = 8_000;
/** Ordinary rules take 2 ms, those that look ahead 200 ms. */
const maxSampleMs = 80;

/** A text like those that a pattern matches: without its optional and repeated parts, one character for each class. */
function sampleOf(pattern: string): string {
  return pattern
    .replace(/\((?:\?[a-zA-Z:<>]{1,20})?[^()]{0,500}\)(?:[*?]|\{0)/g, '')
    .replace(/\[\^?\\?([^\]]?)[^\]]{0,500}\]/g, '$1')
    .replace(/\\d/g, '1')
    .replace(/\\w/g, 'a')
    .replace(/\\[bBAz]|\\s|\(\?[a-zA-Z:]{1,8}|[()^$+*?]|\{\d{0,4},?\d{0,4}\}/g, '')
    .replace(/\|.*/s, '')
    .replace(/\\/g, '');
}

function compileWords(words: readonly string[]): CompiledRule {
  const clean = words.map((word) => word.trim()).filter((word) => word !== '');
  if (
    clean.length === 0 ||
    clean.length > maxWords ||
    clean.some((word) => word.length > maxWord)
  ) {
    throw new GatewayError(
      'invalid_request',
      `The list must have 1 to ${maxWords} words of at most ${maxWord} characters.`,
    );
  }
  const index = wordIndex(clean);
  return { find: (text, report) => findWords(text, index, report) };
}

function toExpression(pattern: string, flags: number): RE2JS {
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern, flags);
  } catch (error) {
    // RE2JS throws for syntax errors, look-around, back-references and counts above 1,000.
    const reason = error instanceof Error ? error.message : String(error);
    throw new GatewayError('invalid_request', `The pattern cannot be used: ${reason}`, {
      cause: error,
      field: 'pattern',
    });
  }
  if (expression.programSize() > maxInstructions) {
    throw new GatewayError(
      'invalid_request',
      'The pattern is too large: lower its repeat counts.',
      {
        field: 'pattern',
      },
    );
  }
  return expression;
}

function runner(expression: RE2JS): CompiledRule {
  return {
    find(text, report) {
      const matcher = expression.matcher(text);
      const untilMs = performance.now() + baseMs + text.length * msPerCharacter;
      for (let matches = 1; matcher.find(); matches += 1) {
        if (matcher.end() > matcher.start()) report(matcher.start(), matcher.end());
        if (matches % matchesPerCheck === 0 && performance.now() > untilMs) throw tooSlow();
      }
    },
  };
}

/** The text must not be sent, because not all of it has been searched. */
function tooSlow(): GatewayError {
  return new GatewayError(
    'invalid_request',
    'The request was not sent: a custom guardrail takes too long on one of its texts. An admin can make its pattern match less text.',
  );
}

/** Words by their first three characters in lower case, longer ones first. */
type WordIndex = ReadonlyMap<string, readonly string[]>;

function wordIndex(words: readonly string[]): WordIndex {
  const index = new Map<string, string[]>();
  for (const word of words.map((each) => each.toLowerCase()).sort((a, b) => b.length - a.length)) {
    const head = word.slice(0, 3);
    index.set(head, [...(index.get(head) ?? []), word]);
  }
  return index;
}

const wordStart = /(?<![\p{L}\p{N}_])[^\s]/gu;
const wordCharacter = /[\p{L}\p{N}_]/u;

function findWords(text: string, index: WordIndex, report: Report): void {
  const lower = text.toLowerCase();
  // A few letters have another length in lower case; then the offsets would be wrong.
  const searched = lower.length === text.length ? lower : text;
  let done = 0;
  for (const match of searched.matchAll(wordStart)) {
    const at = match.index;
    if (at < done) continue;
    for (let length = 3; length >= 1; length -= 1) {
      const words = index.get(searched.slice(at, at + length));
      const word = words?.find(
        (each) =>
          searched.startsWith(each, at) &&
          !(
            wordCharacter.test(each.slice(-1)) &&
            wordCharacter.test(searched.charAt(at + each.length))
          ),
      );
      if (word === undefined) continue;
      done = at + word.length;
      report(at, done);
      break;
    }
  }
}
