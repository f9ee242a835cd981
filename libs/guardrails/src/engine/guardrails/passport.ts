import { isAlphanumeric } from '../detect/boundaries.js';
import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { columnBelow } from '../detect/table-columns.js';
import type { Span } from '../types.js';

/** Words that may be between the keyword and the number, in the languages of the keywords. */
const fillers = new Set(
  `s id card book number numbers nummer nr no num n numéro numero número code document ref doc
  is was are reads ends ist lautet war est es è é är er to jest
  with issued in by the my his her their new old current valid holder for of
  del de della dello du da do der die das des le la il el van het
  us usa uk nl fr it at ch be se dk fi ie pl pt ca au nz in
  american british german french dutch swiss swedish italian spanish polish canadian indian irish portuguese chinese
  japanese korean australian austrian belgian norwegian danish finnish brazilian mexican turkish ukrainian russian
  greek czech hungarian romanian israeli south african nigerian`
    .trim()
    .split(/\s+/),
);
/** Symbols and words up to the first run of capitals and digits. A dot with a word is passport.js. */
const link =
  /^(?<between>(?:[_:=#>,(|)\]"'`{№°º*-]|\.(?![A-Za-z])|[ \t]|[A-Za-zÀ-ÿ]{1,12}(?![A-Za-zÀ-ÿ0-9])){0,24})(?<![A-Za-z0-9])(?<value>(?=[A-Z ]{0,5}\d|\d|[A-Z0-9]{7})[A-Z0-9][A-Z0-9 ]{5,11}[A-Z0-9])/;
const saysNumber = /n(?:umm?er|um[eé]ro|úmero|[ro]\b|°|º)|#/i;
/** National layouts (ICAO's and the issuers' descriptions): nine digits, one or two letters and digits… */
const layouts: readonly RegExp[] = [
  /^[A-Z]?\d{8,9}$/,
  /^[A-Z]{1,2}\d{6,7}$/,
  /^[CFGHJKL][CFGHJKLMNPRTVWXYZ0-9]{8}\d?$/,
  /^\d{2}[A-Z]{2}\d{5}$/,
  /^[A-Z]{3}\d{6}$/,
  /^[MSROD]\d{3}[A-Z]\d{4}$/,
  /^[A-Z]{2}[A-Z0-9]{6}\d$/,
];
/** Any other number after "passport number". */
const anyLayout = /^(?=(?:[A-Z]*\d){4})[A-Z0-9]{7,10}$/;
/** The two lines of a passport's machine-readable zone (ICAO 9303-4), 44 characters each. */
const zoneLength = 44;
const firstLine = /^P[A-Z<](?:[A-Z]{3}|D<<)[A-Z]+(?:<[A-Z]+)*<<[A-Z<]*$/;
const secondLine = /^[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[0-9<]\d$/;
const lineBreak = /(?:\r?\n|\\r?\\n|\\n)/y;

/**
 * Passport numbers. They look like any other id, so they are matched only right after the word. passport.js, the
 * middleware, is not a travel document.
 */
export const passport = defineGuardrail({
  id: 'passport',
  name: 'Passport numbers',
  description: 'Numbers called passport numbers, and machine-readable zones',
  group: 'pii',
  priority: 55,
  tokenPrefix: 'cgpid',
  keywords: {
    passport: {
      words:
        'passport|passeport|reisepass|pasaporte|passaporto|passaporte|paspoort|paszport|pasaport|travel document|traveldocument|travel_document|passnummer|pasnummer|passnr|pass nr|pass-nr|pas nr'.split(
          '|',
        ),
      anyCase: true,
    },
  },
  shapes: ['doubleAngle'],
  find({ text, places }, report) {
    for (const from of places.of('passport').ends) {
      findInColumn(text, from, report);
      const number = numberBehind(text, from) ?? numberOfDocument(text, from);
      if (number !== undefined) report(number.start, number.end);
    }
    if (places.has('doubleAngle')) findZones(text, report);
  },
});

/** Both lines are one detection if only a line break is between them. Lines with wrong check digits do not count. */
function findZones(text: string, report: Report): void {
  let first: Span | undefined;
  for (const line of zoneLines(text)) {
    const value = text.slice(line.start, line.end);
    const isSecond = secondLine.test(value);
    const isValid = isSecond && hasValidChecks(value);
    const isNext = isSecond && first !== undefined && isBreak(text, first.end, line.start);
    if (first !== undefined && !isNext) report(first.start, first.end);
    if (isValid) report((isNext && first ? first : line).start, line.end);
    first = firstLine.test(value) ? line : undefined;
  }
  if (first !== undefined) report(first.start, first.end);
}

/** Runs of the zone's characters that are as long as a line of it. */
function* zoneLines(text: string): Generator<Span> {
  for (let at = text.indexOf('<<'); at >= 0;) {
    let start = at;
    let end = at + 2;
    while (at - start <= zoneLength && isZoneCharacter(text.charCodeAt(start - 1))) start -= 1;
    while (end - start <= zoneLength && isZoneCharacter(text.charCodeAt(end))) end += 1;
    if (end - start === zoneLength) yield { start, end };
    at = text.indexOf('<<', end);
  }
}

/** A–Z, 0–9 and `<`. */
function isZoneCharacter(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 60;
}

function isBreak(text: string, from: number, to: number): boolean {
  lineBreak.lastIndex = from;
  return lineBreak.test(text) && lineBreak.lastIndex === to;
}

function numberBehind(text: string, from: number): Span | undefined {
  const found = link.exec(text.slice(from, from + 72));
  const { between = '', value = '' } = found?.groups ?? {};
  const words = between.toLowerCase().match(/[a-zà-ÿ]+/g) ?? [];
  if (found === null || !words.every((word) => fillers.has(word))) return undefined;
  const number = longestNumber(value, saysNumber.test(between));
  if (number === undefined) return undefined;
  const start = from + found[0].length - value.length;
  const end = start + number.length;
  return isAlphanumeric(text.charCodeAt(end)) ? undefined : { start, end };
}

/** `passport country=DE number=…`, `le passeport du voyageur (n° …)`: further away, but with a word for number. */
const document =
  /^[^\n.;!?]{0,64}?(?<![A-Za-z])(?:number|num|no|nr|n[°º]|num[eé]ro|número|nummer|numer)["'`)]{0,3}[ \t:=#.]{0,4}["'`(]{0,2}(?<value>(?=\d*[A-Z])(?=[A-Z]*\d)[A-Z0-9]{7,10})(?![A-Za-z0-9_-])/;

function numberOfDocument(text: string, from: number): Span | undefined {
  const found = document.exec(text.slice(from, from + 100));
  const value = found?.groups?.['value'];
  if (found === null || value === undefined) return undefined;
  if (!layouts.some((layout) => layout.test(value))) return undefined;
  const end = from + found[0].length;
  return { start: end - value.length, end };
}

/** A table with a column of passport numbers. */
function findInColumn(text: string, from: number, report: Report): void {
  if (!/[\w"';,|\t\r\n]/.test(text.charAt(from))) return;
  for (const { start, end } of columnBelow(text, from)) {
    const value = text.slice(start, end);
    if (/\d{5}/.test(value) && layouts.some((layout) => layout.test(value))) report(start, end);
  }
}

/** The longest number at the beginning of the text; spaces in it are allowed, words directly after it are not. */
function longestNumber(value: string, isNumber: boolean): string | undefined {
  for (let end = value.length; end >= 7; end -= 1) {
    const candidate = value.slice(0, end);
    if (isAlphanumeric(value.charCodeAt(end)) || candidate.includes('  ')) continue;
    const compact = candidate.replaceAll(' ', '');
    if (candidate.endsWith(' ') || candidate !== candidate.toUpperCase()) continue;
    const hasKnownLayout = layouts.some((layout) => layout.test(compact));
    if (hasKnownLayout || (isNumber && anyLayout.test(compact))) return candidate;
  }
  return undefined;
}

/** ICAO 9303-3: weights 7, 3, 1; letters count from 10, `<` as 0. */
function hasValidChecks(line: string): boolean {
  const isValid = (from: number, to: number) => {
    let sum = 0;
    for (let index = from; index < to; index += 1) {
      const character = line.charAt(index);
      const value = character === '<' ? 0 : Number.parseInt(character, 36);
      sum += value * ([7, 3, 1][(index - from) % 3] ?? 0);
    }
    return String(sum % 10) === line.charAt(to);
  };
  return isValid(0, 9) && isValid(13, 19) && isValid(21, 27);
}
