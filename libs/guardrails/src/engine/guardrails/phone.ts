import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { isCalled, standsAlone } from '../detect/digit-context.js';
import type { Guardrail } from '../detect/guardrail.js';

/** E.164: `+`, at most 15 digits, written in groups. */
const international =
  /\+\d{1,3}[ .\u00a0-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .\u00a0/-]?\d{2,5}){1,5}/g;
/** North American plan: area and exchange begin 2–9 and are not N11; three, three and four digits. */
const northAmerican =
  /(?:(?<cc>1)[ .-])?(?:\((?<a1>[2-9]\d\d)\) ?|(?<a2>[2-9]\d\d)(?<s1>[-. ]))(?<exchange>[2-9]\d\d)(?<s2>[-. ])\d{4}/g;
/** Anything of 7 to 15 digits that may be a number once it is called one. */
const national = /(?:\(0?\d{1,5}\)|\d{2,6})(?:[ ./-]{0,2}\(?\d{1,6}\)?){0,6}/g;
const extension = /[ ,]{0,2}(?:x|ext\.?|extension|#)[ :.]{0,2}\d{1,6}(?!\d)/iy;
const calledPhone =
  /(?:phone|mobile|cell|telefono|teléfono|telefon|téléphone|handy|fax|whatsapp|sms|msisdn|tel|tél|móvil|portable|hotline|contact[ _-]?(?:no|number|nr)|call(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under))?|dial|ring|reach(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under)))[ _-]?(?:number|numbers|num|nummer|no|nr|#)?\.?[\\"'`\])]{0,4}[ \t]{0,4}(?:[:=>,(]|is|at|on|was|are)?[ \t]{0,4}[\\"'`(]{0,3}$/i;
const minDigits = 7;
const maxDigits = 15;

/**
 * Telephone numbers: with a country code and valid by libphonenumber's tables, in the North American
 * layout, or called a telephone number. Bare digits otherwise are ids, times and amounts.
 */
export const phone: Guardrail = {
  id: 'phone',
  name: 'Phone numbers',
  description: 'International and North American numbers, others after a word such as phone or tel',
  group: 'pii',
  priority: 60,
  find({ text }, report) {
    const take = (start: number, end: number) => {
      extension.lastIndex = end;
      report(start, extension.test(text) ? extension.lastIndex : end);
    };
    if (text.includes('+')) {
      for (const match of text.matchAll(international)) {
        const end = match.index + match[0].length;
        if (standsAlone(text, match.index, end) && isValid(match[0])) take(match.index, end);
      }
    }
    for (const match of text.matchAll(northAmerican)) {
      const end = match.index + match[0].length;
      if (isNorthAmerican(text, match, end)) take(match.index, end);
    }
    findCalled(text, take);
  },
};

function isValid(number: string): boolean {
  // +999 is unassigned, so it never parses.
  const parsed = parsePhoneNumberFromString(number);
  return parsed !== undefined && parsed.isValid();
}

function isNorthAmerican(text: string, match: RegExpMatchArray, end: number): boolean {
  const { a1, a2, s1, s2, exchange = '', cc } = match.groups ?? {};
  const area = a1 ?? a2 ?? '';
  const start = match.index ?? 0;
  if (area.endsWith('11') || exchange.endsWith('11') || !standsAlone(text, start, end))
    return false;
  // One separator throughout; after brackets either will do.
  if (s1 !== undefined && s1 !== s2) return false;
  const isClear = a1 !== undefined || cc !== undefined || s1 === '-';
  return (
    isClear || isCalled(text, start, calledPhone) || (s1 === '.' && !isInColumn(text, start, end))
  );
}

/** Numbers right before or behind on the line: a table, not a telephone number. */
function isInColumn(text: string, start: number, end: number): boolean {
  return (
    /[\d.][ \t,;|]{1,3}$/.test(text.slice(Math.max(0, start - 4), start)) ||
    /^[ \t,;|]{1,3}[\d.]/.test(text.slice(end, end + 4))
  );
}

function findCalled(text: string, take: (start: number, end: number) => void): void {
  for (const match of text.matchAll(callWord)) {
    national.lastIndex = 0;
    const from = match.index + match[0].length;
    const window = text.slice(from, from + 48);
    const found = /^[^\n\d(+]{0,12}/.exec(window);
    const offset = from + (found?.[0].length ?? 0);
    const candidate = /^(?:\+|00)?(?:\(0?\d{1,5}\)|\d{1,6})(?:[ ./-]{0,2}\(?\d{1,6}\)?){0,6}/
      .exec(text.slice(offset, offset + 32))?.[0]
      .replace(/[(\s./-]+$/, '');
    if (candidate === undefined || !isCalled(text, offset, calledPhone)) continue;
    const digits = candidate.replace(/\D/g, '');
    const end = offset + candidate.length;
    const isTime = /^\d{4}-\d\d-\d\d|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|^\d+\.\d+$/.test(candidate);
    if (
      digits.length < minDigits ||
      digits.length > maxDigits ||
      isTime ||
      /^(\d)\1+$/.test(digits)
    )
      continue;
    if (standsAlone(text, offset, end)) take(offset, end);
  }
}

/** Cheap finder of the words in calledPhone. */
const callWord =
  /(?:phone|mobile|cell|tel[eé]fono|telefon|t[eé]l[eé]phone|handy|fax|whatsapp|sms|msisdn|\bt[eé]l\b|m[oó]vil|portable|hotline|contact|\bcall|\bdial\b|\bring\b|\breach)/gi;
