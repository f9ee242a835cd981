import { isCalled, standsAlone } from '../detect/digit-context.js';
import { defineGuardrail } from '../detect/guardrail.js';

/** 12 to 19 digits, bare or with one kind of separator. */
const digitGroups = /(?<!\.)[2-6]\d{3}(?:\d{8,15}|(?:[ ._-]\d{3,6}){2,4})(?!\d)/y;
/** First digits and lengths of a brand (ISO/IEC 7812, tables of credit-card-type). */
const brands: readonly { first: RegExp; lengths: readonly number[]; isCommon: boolean }[] = [
  { first: /^4/, lengths: [16, 13, 18, 19], isCommon: true },
  { first: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16], isCommon: true },
  { first: /^3[47]/, lengths: [15], isCommon: true },
  { first: /^(?:6011|64[4-9]|65)/, lengths: [16, 19], isCommon: true },
  { first: /^(?:30[0-5]|36|38|39)/, lengths: [14, 16, 19], isCommon: true },
  { first: /^35(?:2[89]|[3-8]\d)/, lengths: [16, 17, 18, 19], isCommon: true },
  { first: /^220[0-4]/, lengths: [16, 17, 18, 19], isCommon: false },
  { first: /^62/, lengths: [16, 17, 18, 19, 14, 15], isCommon: false },
  { first: /^(?:50|5[6-9]|6)/, lengths: [12, 13, 14, 15, 16, 17, 18, 19], isCommon: false },
];
const words =
  /(?:\bcards?\b|card[ _-]?(?:no|number|nr|num)|credit|debit|\bpan\b|\bcc(?:n|num|[ _-]?number)?\b|visa|master ?card|amex|american express|discover|diners|jcb|unionpay|maestro|kreditkarte|carte|tarjeta)[^\d\n]{0,24}$/i;
/** `"number": "4…"` beside `exp_month` or `cvc`. */
const neighbours = /exp[_-]?(?:month|year|iry|iration)|\bcv[vc]2?\b|cardholder/i;

/**
 * Card numbers: a brand's first digits and length, the Luhn checksum (ISO/IEC 7812-1, Annex B), and
 * groups as printed. One in ten random numbers passes Luhn, so digits without groups of rare brands and lengths need a
 * word for a card before them.
 */
export const creditCard = defineGuardrail({
  id: 'credit_card',
  name: 'Credit cards',
  description: 'Card numbers of all major brands, checked with Luhn',
  group: 'financial',
  priority: 45,
  tokenPrefix: 'cgcard',
  shapes: ['card'],
  find({ text, places }, report) {
    let done = 0;
    for (const start of places.of('card').starts) {
      if (start < done) continue;
      digitGroups.lastIndex = start;
      if (!digitGroups.test(text)) continue;
      done = digitGroups.lastIndex;
      if (isCard(text, start, done)) report(start, done);
    }
  },
});

function isCard(text: string, start: number, end: number): boolean {
  const raw = text.slice(start, end);
  const digits = raw.replace(/[ ._-]/g, '');
  const isBare = raw.length === digits.length;
  if (!passesLuhn(digits) || new Set(digits).size < 2 || !standsAlone(text, start, end))
    return false;
  const brand = brands.find(
    (each) => each.first.test(digits) && each.lengths.includes(digits.length),
  );
  if (brand === undefined || !(isBare || isPrintedLayout(raw))) return false;
  if (isCalledCard(text, start, end)) return true;
  // A long number in quotes is not a quantity. Cards of UnionPay have 16 digits.
  if (/^62\d{14}$/.test(raw) && isQuoted(text, start, end)) return true;
  if (isInHexColumns(text, start, end)) return false;
  // Four groups of four digits are a card of any brand.
  if (!brand.isCommon) return !isBare && digits.length === 16;
  return !isBare || digits.length === brand.lengths[0];
}

function isQuoted(text: string, start: number, end: number): boolean {
  return /["']/.test(text.charAt(start - 1)) && /["']/.test(text.charAt(end));
}

function isCalledCard(text: string, start: number, end: number): boolean {
  const around = text.slice(Math.max(0, start - 120), end + 120);
  return isCalled(text, start, words, 60) || neighbours.test(around);
}

/** Groups of four with a shorter last one; 4-6-5 (Amex) and 4-6-4 (Diners); one separator throughout. */
function isPrintedLayout(raw: string): boolean {
  if (new Set(raw.replace(/\d/g, '')).size > 1) return false;
  const lengths = raw
    .split(/[ ._-]/)
    .map((group) => group.length)
    .join('');
  return /^(?:4443?|444[1-4]|4444[1-3]|465|464)$/.test(lengths);
}

/** Whether four to six hexadecimal digits are next to it: a dump, or a table of code points. */
function isInHexColumns(text: string, start: number, end: number): boolean {
  return (
    /(?:^|\s)[0-9a-f]{4,6}\s$/i.test(text.slice(Math.max(0, start - 8), start)) ||
    /^\s[0-9a-f]{4,6}(?:\s|$)/i.test(text.slice(end, end + 8))
  );
}

export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
