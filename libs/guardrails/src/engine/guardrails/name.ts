import { followsEscape } from '../detect/boundaries.js';
import type { Guardrail, Report } from '../detect/guardrail.js';
import { columnBelow } from '../detect/table-columns.js';
import type { LandmarkKind, Marks } from '../landmarks/landmarks.js';
import { ambiguousFirstNames, firstNames } from './first-names.js';
import { secondSurnames } from './second-surnames.js';
import { isCommonWord } from './words-after-names.js';

const part = String.raw`[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]{1,24}`;
const middle = String.raw`(?: (?:[A-Z]\.|van|von|de|der|den|del|della|di|da|la|le|el|al|bin|ibn|dos|du|ten|zu)){0,3}`;
const fullName = `${part}(?:${middle} ${part}){0,3}`;
const wholeName = new RegExp(`^${fullName}$`);
const longName = `${part}(?:${middle} ${part}){1,3}`;

type Carrier = {
  /** The words at which its lead is searched, and how far from them that may begin and end. */
  readonly at: readonly LandmarkKind[];
  readonly back: number;
  readonly ahead: number;
  /** What stands before the name. */
  readonly lead: RegExp;
  /** The name and what must follow it; sticky, so it begins right behind the lead. */
  readonly value: RegExp;
  /** What may stand before the lead: the last character, or nothing. */
  readonly before: RegExp;
  /** Whether any capitalised words will do; else the first must be a given name. */
  readonly isSure: boolean;
};

const endOfValue = String.raw`(?=["'\x60,;<|)\n\r\t\\}]|[ \t]*(?:$|\n)|[ \t]+[(<|])`;
const anyValue = new RegExp(`(?<name>${fullName})`, 'y');
const formValue = new RegExp(String.raw`\\{0,3}["'\x60]?(?<name>${fullName})${endOfValue}`, 'y');
const joint = String.raw`\\{0,3}["'\x60\]]{0,3}[ \t]{0,4}(?:[:=]|=>)[ \t]{0,8}`;
const noLetter = /[^A-Za-z]|^$/;
const noWord = /[^\w-]|^$/;

/** Something before the name that says a person follows. */
const carriers: readonly Carrier[] = [
  {
    at: ['nameTitle'],
    back: 0,
    ahead: 24,
    lead: /(?:Mrs?\.?|Ms\.?|Dr\.?(?: med\.)?|Prof(?:\.|essor)?(?: Dr\.)?|Herrn?|Frau|Mme\.?|Monsieur|Madame|Señora?) (?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noWord,
    isSure: true,
  },
  {
    at: ['nameSaid'],
    back: 40,
    ahead: 16,
    lead: /(?:(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|customer|client|patient|user)(?:'s)?(?: (?:full|first|last|legal))? name(?: is|'s)|Name ist|[Ii]ch heiße|m'appelle|[Mm]e llamo) (?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noLetter,
    isSure: true,
  },
  {
    at: ['greeting'],
    back: 0,
    ahead: 24,
    lead: /(?:Dear|Hi|Hello|Hey|Hallo|Bonjour|Hola|Lieber?|Sehr geehrter?|Chère?|Cher|Estimad[oa]),? (?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:[,!.:;]|\n|\\n|$))`, 'y'),
    before: /[\n"'>(]|^n?$/,
    isSure: false,
  },
  {
    at: ['closing'],
    back: 1,
    ahead: 48,
    lead: /(?:[Rr]egards|[Ss]incerely|Cheers|[Tt]hanks(?: a lot)?|Best(?: wishes)?|Yours(?: truly| faithfully)?|Grüßen?|Gruß|Cordialement|Saludos|[Tt]hank you)[,.!]?(?:\s|\\n){1,6}(?:[-–—]{1,2} ?)?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:,|\n|\\n|$|["'<]))`, 'y'),
    before: noLetter,
    isSure: false,
  },
  {
    at: ['nameKey'],
    back: 24,
    ahead: 48,
    lead: new RegExp(
      String.raw`(?:(?:first|last|full|legal|middle|given|family|maiden|sur|fore)[_ -]?name|(?:patient|employee|recipient|beneficiary|(?<!place)holder|passenger|insured|spouse)(?:[_ -]?name)?)${joint}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    isSure: true,
  },
  {
    at: ['nameKey'],
    back: 0,
    ahead: 48,
    lead: new RegExp(
      `(?:name|assignee|signatory|attendee|author|contact|customer|manager|owner|reporter|reviewer|approver|creator|maintainer)${joint}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    isSure: false,
  },
  {
    at: ['copyright', 'copyrightSign'],
    back: 0,
    ahead: 120,
    lead: /(?:©|\([cC]\)|Copyright)(?: \([cC]\))? (?:\d{4}(?:[-–, ]+(?:\d{4}|present))*,? )?(?:by )?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${longName})(?=[\s.,<]|\\n|$)`, 'y'),
    before: /^/,
    isSure: false,
  },
];
/** `<jane@example.com>`, before which a name stands: trailers of git, headers of mail, authors. */
const address = /"? <(?=[^\s<>@]{1,64}@[^\s<>]{1,190}>)/y;
const atEnd = new RegExp(`(?:^|[^A-Za-zÀ-ɏ])(?<name>${longName}|${part})$`);
const machineAddress = /^"? <[^>]*(?:no-?reply|bot@|@users\.noreply)/i;
const rest = new RegExp(
  String.raw`(?: [A-Z]\.)?${middle} (?<last>[A-ZÀ-Ö](?:[a-zà-ɏ]+|'[A-Z][a-z]+|(?:c|ac)[A-Z][a-z]+)(?:-[A-Z][a-zà-ɏ]+)?)(?![\w(=:-])`,
  'y',
);
/** Things named after people: laws, algorithms, places, institutions. */
const namesake =
  /^(?:['’]s)? (?:[a-z]+ )?(?:laws?|theorem|algorithm|method|rule|principle|test|award|prize|medal|institute|university|college|school|hospital|airport|street|avenue|road|bridge|park|center|centre|library|museum|foundation|transform|distribution|inequality|number|constant|effect|syndrome|disease|telescope|inc|corp|ltd|llc|gmbh|sort|tree|filter|cipher|hash|notation)\b/i;

/**
 * Names of people: after a title, a greeting, a form's key or a trailer, before an address; or a given
 * name with a capitalised word behind it. Never a lone word by dictionary: in code those are colours,
 * tools, months, verbs and places.
 */
export const name: Guardrail = {
  id: 'name',
  name: 'Names',
  description: 'Names of people by what stands around them, and given name with surname',
  group: 'pii',
  priority: 90,
  find({ text, landmarks }, report) {
    for (const carrier of carriers) {
      for (const kind of carrier.at) findCarried(text, carrier, landmarks.of(kind), report);
    }
    findBeforeAddresses(text, landmarks.of('beforeAddress').starts, report);
    findInColumns(text, landmarks.of('nameKey').ends, report);
    const { starts, ends } = landmarks.of('capitals');
    for (const [index, start] of starts.entries()) {
      const end = ends[index] ?? start;
      if (firstNames.has(text.slice(start, end))) findFullName(text, start, end, report);
    }
  },
};

/** Within an identifier, a path or an elision; quotes may stand before a name. */
function isPartOfMore(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (/['’]/.test(before)) return /[A-Za-zÀ-ɏ]/.test(text.charAt(start - 2));
  return /[\w./\\#@$:-]/.test(before) && !followsEscape(text, start);
}

/** Tables with a column such as `last_name`; behind `name` alone stand names of many things. */
function findInColumns(text: string, ends: readonly number[], report: Report): void {
  for (const end of ends) {
    if (!/[;,|\t\r\n"]/.test(text.charAt(end))) continue;
    const heading = /[A-Za-z_ ]+$/.exec(text.slice(Math.max(0, end - 24), end))?.[0] ?? '';
    if (!/name$/i.test(heading)) continue;
    const isSure = /(?:first|last|full|given|family|sur|middle|maiden|fore)[_ -]?name$/i.test(
      heading,
    );
    for (const value of columnBelow(text, end - 1)) {
      const words = text.slice(value.start, value.end);
      if (wholeName.test(words) && personIn(words, isSure) === words)
        report(value.start, value.end);
    }
  }
}

/** A given name from `start` to `firstEnd`, and a surname behind it. */
function findFullName(text: string, start: number, firstEnd: number, report: Report): void {
  if (isPartOfMore(text, start)) return;
  rest.lastIndex = firstEnd;
  const found = rest.exec(text);
  if (found === null || isCommonWord(found.groups?.['last'] ?? '')) return;
  const end = rest.lastIndex;
  const before = text.slice(Math.max(0, start - 5), start);
  if (/\b(?:the|a|an) $/i.test(before) || namesake.test(text.slice(end, end + 32))) return;
  report(start, end + secondSurname(text, end).length);
}

/** ` Vega` behind `Ana Rojas`: people of Spain and Portugal have two. */
function secondSurname(text: string, end: number): string {
  const next = /^ ([A-ZÀ-Ö][a-zà-ɏ]{3,14})(?![\w(=:-])/.exec(text.slice(end, end + 18));
  return next !== null && secondSurnames.has(next[1] ?? '') ? next[0] : '';
}

function findCarried(text: string, carrier: Carrier, marks: Marks, report: Report): void {
  const { at, back, ahead, lead, value, before, isSure } = carrier;
  let done = 0;
  for (const [index, mark] of marks.starts.entries()) {
    if (mark < done) continue;
    if (at[0] === 'nameKey' && !hasCapitalValue(text, marks.ends[index] ?? mark)) continue;
    const from = Math.max(done, mark - back);
    for (const match of text.slice(from, mark + ahead).matchAll(lead)) {
      const start = from + match.index;
      done = start + match[0].length;
      value.lastIndex = done;
      const found = value.exec(text);
      if (found === null || !standsBehind(text, start, before)) continue;
      const words = found.groups?.['name'] ?? '';
      const nameStart = value.lastIndex - words.length;
      const person = personIn(words, isSure);
      if (person !== undefined) report(nameStart, nameStart + person.length);
    }
  }
}

/** Whether `: "A` or the like follows: most names of members hold something else. */
function hasCapitalValue(text: string, end: number): boolean {
  let at = end;
  while (at < end + 10 && isOneOf(text, at, '\\"\'`] \t')) at += 1;
  if (!isOneOf(text, at, ':=')) return false;
  at += text.charCodeAt(at + 1) === 62 ? 2 : 1;
  const limit = at + 12;
  while (at < limit && isOneOf(text, at, '\\"\'` \t')) at += 1;
  const code = text.charCodeAt(at);
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
}

function isOneOf(text: string, at: number, characters: string): boolean {
  return at < text.length && characters.includes(text.charAt(at));
}

function standsBehind(text: string, start: number, before: RegExp): boolean {
  return before.test(text.charAt(start - 1)) || followsEscape(text, start);
}

function findBeforeAddresses(text: string, places: readonly number[], report: Report): void {
  for (const place of places) {
    const at = text.charAt(place - 1) === '"' ? place - 1 : place;
    address.lastIndex = at;
    if (!address.test(text)) continue;
    const words = atEnd.exec(text.slice(Math.max(0, at - 90), at))?.groups?.['name'];
    const isMachine = machineAddress.test(text.slice(at, at + 260));
    if (words === undefined || isMachine || personIn(words, true) !== words) continue;
    report(at - words.length, at);
  }
}

/** The part of a value that names a person; words at its end that do not belong to names are cut off. */
function personIn(value: string, isSure: boolean): string | undefined {
  if (!/^[A-ZÀ-ÖØ-Þ]/.test(value)) return undefined;
  let words = value.split(' ');
  const isFirstName = (word: string) => firstNames.has(word) || ambiguousFirstNames.has(word);
  if (isCommonWord(words[0] ?? '') && !isFirstName(words[0] ?? '')) return undefined;
  const odd = words.findIndex((word, index) => index > 0 && isCommonWord(word));
  if (odd > 0) {
    if (!isSure) return undefined;
    words = words.slice(0, odd);
  }
  // Not a constant, an abbreviation or an identifier.
  if (
    words.some(
      (word) =>
        /^[A-Z]{3,}$|[a-z][A-Z]{2}|[a-z][A-Z](?!c)/.test(word) &&
        !/^(?:Mc|Mac|De|Di|Le|La|Van|O')[A-Z]/.test(word),
    )
  )
    return undefined;
  if (!isSure && !isFirstName(words[0] ?? '')) return undefined;
  if (!isSure && words.length === 1 && !firstNames.has(words[0] ?? '')) return undefined;
  return words.join(' ').replace(/['’]s?$/, '');
}
