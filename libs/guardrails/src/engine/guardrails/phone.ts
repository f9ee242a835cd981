import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

import { isCalled, standsAlone } from '../detect/digit-context.js';
import type { Guardrail } from '../detect/guardrail.js';

/** E.164: `+`, at most 15 digits, written in groups. */
const international =
  /\+\d{1,3}[ .\u00a0-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .\u00a0/-]?\d{2,8}){1,5}/g;
/**
 * North American plan: area and exchange begin 2–9 and are not N11; three, three and four digits. The
 * made-up exchange 123 counts where the layout leaves no doubt.
 */
const northAmerican =
  /(?:(\+?1)[ .-])?(?:\(([2-9]\d\d)\) ?|([2-9]\d\d)([-. ]))([1-9]\d\d)([-. ])\d{4}/g;
const extension = /[ ,]{0,2}(?:x|ext\.?|extension|#)[ :.]{0,2}\d{1,6}(?!\d)/iy;
const calledPhone =
  /(?:phone|mobile|cell|telefono|teléfono|telefon|téléphone|handy|fax|whatsapp|sms|msisdn|tel|tél|móvil|portable|hotline|contact[ _-]?(?:no|number|nr)|(?:my|your|his|her|our|their) number|call(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under))?|dial|ring|reach(?:ed)?(?: (?:me|us|him|her|them))?(?: (?:at|on|under)))[ _-]?(?:number|numbers|num|nummer|no|nr|#)?\.?[\\"'`\])]{0,4}[ \t]{0,4}(?:[:=>,(]|'s|is|at|on|was|are)?[ \t]{0,4}[\\"'`(]{0,3}$/i;
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
  const parsed = parsePhoneNumberFromString(number, metadata);
  return parsed !== undefined && parsed.isValid();
}

function isNorthAmerican(text: string, match: RegExpMatchArray, end: number): boolean {
  const [, code, inBrackets, plain, separator, exchange = '', second] = match;
  const start = match.index ?? 0;
  const area = inBrackets ?? plain ?? '';
  if (area.endsWith('11') || exchange.endsWith('11') || !standsAlone(text, start, end))
    return false;
  // One separator throughout; after brackets either will do.
  if (separator !== undefined && separator !== second) return false;
  const isClear = inBrackets !== undefined || code !== undefined || separator === '-';
  if (isClear) return true;
  if (exchange.startsWith('1')) return false;
  return isCalled(text, start, calledPhone) || (separator === '.' && !isInColumn(text, start, end));
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
    const from = match.index + match[0].length;
    // From the word to the number: the rest of the name, its joint and quotes.
    const gap = /^[^\n\d(+]{0,24}/.exec(text.slice(from, from + 24))?.[0].length ?? 0;
    const start = from + gap;
    const candidate = called.exec(text.slice(start, start + 32))?.[0].replace(/[(\s./-]+$/, '');
    if (candidate === undefined || notNumbers.test(candidate)) continue;
    const digits = candidate.replace(/\D/g, '').length;
    const end = start + candidate.length;
    if (digits < minDigits || digits > maxDigits || !isCalled(text, start, calledPhone)) continue;
    if (standsAlone(text, start, end)) take(start, end);
  }
}

/** Anything of 7 to 15 digits that may be a number once it is called one. */
const called = /^(?:\+|00)?(?:\(0?\d{1,5}\)|\d{1,15})(?:[ ./-]{0,3}\(?\d{1,8}\)?){0,6}/;
/** Dates, decimal numbers, one digit over and over. */
const notNumbers = /^(?:\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$|\d+\.\d+$|(\d)\1+$)/;
/** Cheap finder of the words in calledPhone. */
const callWord =
  /(?:phone|mobile|cell|tel[eé]fono|telefon|t[eé]l[eé]phone|handy|fax|whatsapp|sms|msisdn|\bt[eé]l\b|m[oó]vil|portable|hotline|contact|(?:my|your|his|her|our|their) number|\bcall|\bdial\b|\bring\b|\breach)/gi;
