import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

import { isDigit } from '../detect/boundaries.js';
import { isCalled, standsAlone } from '../detect/digit-context.js';
import { defineGuardrail } from '../detect/guardrail.js';
import { columnBelow } from '../detect/table-columns.js';
import type { Places } from '../scan-index/places.js';

/** E.164: `+`, at most 15 digits, written in groups. */
const international =
  /\+\d{1,3}[ .\u00a0-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .\u00a0/-]?\d{2,8}){1,5}/y;
/**
 * North American numbering plan: three, three and four digits; area and exchange begin with 2–9 and are not N11. The
 * fictitious exchange 123 counts where the layout is unambiguous.
 */
const northAmerican =
  /(?:(\+?1|001)[ .-])?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)([-. ]))([1-9]\d\d)([-. ])\d{4}/y;
const extension = /[ ,]{0,2}(?:x|ext\.?|extension|#)[ :.]{0,2}\d{1,6}(?!\d)/iy;
const calledPhone =
  /(?:phone|mobile|mobil|rufnummer|cell|telefono|teléfono|telefon|téléphone|numéro|número|handy|fax|whatsapp(?: me)?|sms|msisdn|tel|tél|móvil|portable|hotline|contact[ _-]?(?:no|number|nr)|(?:my|your|his|her|our|their)(?: \w{2,12}){0,2} number|call(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under))?|dial|ring|reach(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under)))[ _-]?(?:number|numbers|num|nummer|no|nr|#)?\.?[\\"'`\])]{0,4}[ \t]{0,4}(?:[:=>,(]|'s|is|at|on|was|are|lautet|ist|est(?: le)?|es(?: el)?|le|de téléphone(?: est(?: le)?)?|de teléfono(?: es(?: el)?)?)?[ \t]{0,4}[\\"'`(]{0,3}$/i;
/**
 * More words for calls and telephones, in other languages. They have other meanings as well, so the number must be valid
 * in one of the countries and written in groups.
 *
 * @maxLength 40
 */
const weaklyCalled =
  /(?:^|[^\p{L}])(?:ll[aá]m\p{L}*|contacte?\p{L}*|lig(?:ar|ue|uem|a)|bel(?:len|t)?|chiam\p{L}*|appel\p{L}*|joign\p{L}*|(?:an)?ruf\p{L}*|erreich\p{L}*|ring\p{L}*|nå[sr]?|(?:za)?dzwo\p{L}*|t[eé]l[eé]\p{L}*|mobi\p{L}*|cel\p{L}*|kom[oó]rk\p{L}*|kontakt\p{L}*|dial(?:-?in)?|gsm|fijo|fixe|fisso|vast)(?:[ \t:.="'(-]{1,4}\p{L}{1,8}){0,3}[\\"'` \t:.=(-]{0,5}$/iu;
/** Countries with and without a trunk prefix 0 in national numbers. */
const withZero = 'NL BE SE CH AT DE FR GB IE IT FI AU NZ ZA'.split(' ') as CountryCode[];
const withoutZero = 'ES PT IT PL DK NO CZ US'.split(' ') as CountryCode[];
const nationals = [
  { country: 'FR', layout: /0[1-9](?:([ .])\d\d)(?:\1\d\d){3}(?!\d)/y },
  { country: 'GB', layout: /(?:020 \d{4} \d{4}|0(?:1\d\d|7\d{3}|1\d{3}) \d{3} ?\d{3,4})(?!\d)/y },
  { country: 'GB', layout: /07\d{3} \d{6}(?!\d)/y },
  { country: 'IE', layout: /08[35-9] \d{3} \d{4}(?!\d)/y },
  { country: 'NL', layout: /06 (?:\d{8}|\d\d \d\d \d\d \d\d|\d{4} \d{4})(?!\d)/y },
  { country: 'AU', layout: /04\d\d \d{3} \d{3}(?!\d)/y },
  { country: 'BE', layout: /04\d\d \d\d \d\d \d\d(?!\d)/y },
  { country: 'CH', layout: /07[5-9] \d{3} \d\d \d\d(?!\d)/y },
  { country: 'DE', layout: /01[567]\d \d{7,8}(?!\d)/y },
  { country: 'GB', layout: /\(0(?:20|1\d{2,3})\) \d{3,4} \d{3,4}(?!\d)/y },
] as const;
const minDigits = 7;
const maxDigits = 15;
const maxGap = 24;

/**
 * Telephone numbers: with a country code and valid according to libphonenumber, in the North American layout, or after a
 * word for telephone. Other digits are ids, times and amounts.
 */
export const phone = defineGuardrail({
  id: 'phone',
  name: 'Phone numbers',
  description: 'International and North American numbers, others after a word such as phone or tel',
  group: 'pii',
  priority: 60,
  tokenPrefix: 'cgtel',
  keywords: {
    call: {
      words:
        'phone|mobi|cell|tel|tél|rufnummer|numéro|numero|número|handy|fax|whatsapp|sms|msisdn|movil|móvil|portable|hotline|contact|my |your |his |her |our |their |call|dial|ring|reach|llam|llám|ligar|ligue|liga |bel |bellen|chiam|appel|joign|anruf|rufen|erreich|nås |når |nå |dzwo|kontakt|gsm|komórk'.split(
          '|',
        ),
      anyCase: true,
    },
  },
  shapes: ['international', 'northAmerican', 'trunkZero'],
  find({ text, places }, report) {
    const take = (start: number, end: number) => {
      extension.lastIndex = end;
      report(start, extension.test(text) ? extension.lastIndex : end);
    };
    let done = 0;
    for (const start of places.of('international').starts) {
      if (start < done) continue;
      international.lastIndex = start;
      const number = international.exec(text)?.[0];
      if (number === undefined) continue;
      done = start + number.length;
      if (standsAlone(text, start, done) && isValid(number)) take(start, done);
    }
    findNorthAmerican(text, places.of('northAmerican').starts, take);
    findNational(text, places.of('trunkZero').starts, take);
    findCalled(text, places.of('call'), take);
    for (const start of places.of('call').starts) findInColumn(text, start, take);
  },
});

/** Numbers with the trunk prefix 0, in layouts that are used for nothing else. */
function findNational(
  text: string,
  starts: readonly number[],
  take: (start: number, end: number) => void,
): void {
  for (const start of starts) {
    for (const { country, layout } of nationals) {
      layout.lastIndex = start;
      if (!layout.test(text)) continue;
      const end = layout.lastIndex;
      const number = parsePhoneNumberFromString(
        text.slice(start, end),
        { defaultCountry: country, extract: false },
        metadata,
      );
      const isAlone = standsAlone(text, start, end) && !isAmongNumbers(text, start, end);
      if (!isAlone || number?.isValid() !== true) continue;
      take(start, end);
      break;
    }
  }
}

/** Whether more groups of digits or hexadecimal are next to it: a dump or a table. */
function isAmongNumbers(text: string, start: number, end: number): boolean {
  return (
    /(?:^|[\s,])[0-9a-f]{0,7}[0-9][ \t,]{1,3}$/i.test(text.slice(Math.max(0, start - 12), start)) ||
    /^[ \t,]{1,3}(?:[0-9][0-9a-f]*|(?!de|be)[a-f]{2})(?![\w.])/i.test(text.slice(end, end + 12))
  );
}

function findNorthAmerican(
  text: string,
  areas: readonly number[],
  take: (start: number, end: number) => void,
): void {
  let done = 0;
  for (const area of areas) {
    const match = northAmericanAt(text, area, done);
    if (match === undefined) continue;
    done = match.index + match[0].length;
    if (isNorthAmerican(text, match, done)) take(match.index, done);
  }
}

/** With the country code before the area if there is one. */
function northAmericanAt(text: string, area: number, done: number): RegExpExecArray | undefined {
  const begin = text.charAt(area - 1) === '(' ? area - 1 : area;
  const hasCode = text.charAt(begin - 2) === '1' && /[ .-]/.test(text.charAt(begin - 1));
  for (const start of hasCode ? [begin - 4, begin - 3, begin - 2, begin] : [begin]) {
    if (start < done) continue;
    northAmerican.lastIndex = start;
    const match = northAmerican.exec(text);
    if (match !== null) return match;
  }
  return undefined;
}

function isValid(number: string): boolean {
  // Parsing fails for an unassigned country code such as +999.
  const parsed = parsePhoneNumberFromString(number, metadata);
  return parsed !== undefined && parsed.isValid();
}

function isNorthAmerican(text: string, match: RegExpExecArray, end: number): boolean {
  const [, code, inBrackets, plain, separator, exchange = '', second] = match;
  const start = match.index;
  const area = inBrackets ?? plain ?? '';
  if (area.endsWith('11') || exchange.endsWith('11') || !standsAlone(text, start, end))
    return false;
  // The same separator twice; after brackets any separator is allowed.
  if (separator !== undefined && separator !== second) return false;
  const isClear = inBrackets !== undefined || code !== undefined || separator === '-';
  if (isClear) return true;
  if (exchange.startsWith('1')) return false;
  return isCalled(text, start, calledPhone) || (separator === '.' && !isInColumn(text, start, end));
}

/** Whether numbers are right before or after it on the line: a table, not a telephone number. */
function isInColumn(text: string, start: number, end: number): boolean {
  return (
    /[\d.][ \t,;|]{1,3}$/.test(text.slice(Math.max(0, start - 4), start)) ||
    /^[ \t,;|]{1,3}[\d.]/.test(text.slice(end, end + 4))
  );
}

function findCalled(
  text: string,
  { starts }: Places,
  take: (start: number, end: number) => void,
): void {
  let done = 0;
  for (const at of starts) {
    if (at < done) continue;
    callWord.lastIndex = at;
    if (!callWord.test(text)) continue;
    done = callWord.lastIndex;
    const start = startOfNumber(text, done);
    if (start === undefined) continue;
    const candidate = called
      .exec(text.slice(start, start + 32))?.[0]
      .replace(/(?<![(\s./-])[(\s./-]+$/, '');
    if (candidate === undefined || notNumbers.test(candidate)) continue;
    const digits = candidate.replace(/\D/g, '').length;
    const end = start + candidate.length;
    if (digits < minDigits || digits > maxDigits || !standsAlone(text, start, end)) continue;
    const isNamed = isCalled(text, start, calledPhone);
    if (isNamed || (isCalled(text, start, weaklyCalled) && isSomewhereValid(candidate)))
      take(start, end);
  }
}

/** Whether it is valid in one of the countries, and written in groups. */
function isSomewhereValid(number: string): boolean {
  return (
    /\d[ ./-]\d/.test(number) &&
    (number.startsWith('0') ? withZero : withoutZero).some((defaultCountry) => {
      const parsed = parsePhoneNumberFromString(
        number,
        { defaultCountry, extract: false },
        metadata,
      );
      return parsed?.isValid() === true;
    })
  );
}

const heading = /(?:phone|mobil|cell|t[eé]l|fax|handy|m[oó]vil|msisdn|rufnummer|whatsapp)/iy;

/** A table with a column of telephone numbers. */
function findInColumn(text: string, at: number, take: (start: number, end: number) => void): void {
  heading.lastIndex = at;
  if (!heading.test(text)) return;
  for (const { start, end } of columnBelow(text, at)) {
    const value = text.slice(start, end);
    const digits = value.replace(/\D/g, '').length;
    const isNumber = /^[+(\d][\d ()./-]*$/.test(value) && !notNumbers.test(value);
    if (isNumber && digits >= minDigits && digits <= maxDigits) take(start, end);
  }
}

/** Where the number after a word begins, on the same line: the rest of the name, separators and quotes are between. */
function startOfNumber(text: string, from: number): number | undefined {
  for (let at = from; at <= from + maxGap; at += 1) {
    const code = text.charCodeAt(at);
    // + ( 0–9
    if (code === 43 || code === 40 || isDigit(code)) return at;
    if (code === 10) return undefined;
  }
  return undefined;
}

/** Digits that may be a telephone number after a word for one. */
const called = /^(?:\+|00)?(?:\(0?\d{1,5}\)|\d{1,15})(?:[ ./-]{0,3}\(?\d{1,8}\)?){0,6}/;
/** Dates, decimal numbers, one repeated digit. */
const notNumbers =
  /^(?:\d{4}-\d\d-\d\d|20\d{6}[-/]|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\d+\.\d+$|(\d)\1+$)/;
/** The words of calledPhone and of weaklyCalled. */
const callWord =
  /(?:ll[aá]m|ligar|ligue|\bliga|\bbel(?=[ lt])|chiam|appel|joign|ruf|erreich|\bnå[sr]?|dzwo|kontakt|t[eé]l[eé]|mobi|cel|gsm|kom[oó]rk|phone|mobil|rufnummer|num[eé]ro|número|cell|tel[eé]fono|telefon|t[eé]l[eé]phone|handy|fax|whatsapp|sms|msisdn|\bt[eé]l\b|m[oó]vil|portable|hotline|contact|\b(?:my|your|his|her|our|their)(?: \w{2,12}){0,2} number|\bcall|\bdial\b|\bring|\breach)/iy;
