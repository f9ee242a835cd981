import { followsEscape, isWordOrHyphen } from '../detect/boundaries.js';
import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';
import { columnBelow } from '../detect/table-columns.js';
import { firstNames } from './first-names.js';
import {
  capital,
  nameContexts,
  nameKeywords,
  longName,
  middle,
  part,
  wholeName,
  type NameContext,
} from './name-contexts.js';
import { personBy, personIn, roleAddress } from './person.js';
import { secondSurnames } from './second-surnames.js';
import { isCommonWord } from './non-name-words.js';

/** `<jane@example.com>` after a name: trailers of git, headers of mail, authors. */
const address = /"? <(?=[^\s<>@]{1,64}@[^\s<>]{1,190}>)/y;
/** Before an address, a middle initial needs no dot: `Ann B Field <ann@example.com>`. */
const longNameBeforeAddress = longName.replaceAll(String.raw`[A-Z]\.`, String.raw`[A-Z]\.?`);
const atEnd = new RegExp(`(?:^|[^A-Za-zÀ-ɏ])(?<name>${longNameBeforeAddress}|${part})$`);
const machineAddress = /^"? <[^>]*(?:no-?reply|bot@|@users\.noreply)/i;
const rest = new RegExp(
  String.raw`(?: [A-Z]\.)?${middle}(?: (?:Ní|Nic|Mac|Le|La|El|Al|Van|Von|De|Di|Da|Dos|Del))? (?<last>[${capital}](?:[a-zà-ɏ]+|['’]{1,2}[A-Z][a-z]+|(?:c|ac)[A-Z][a-z]+)(?:-[${capital}][a-zà-ɏ]+)*)(?![\wÀ-ɏ(=-]|:(?![\s]|$))`,
  'y',
);
/** Words after the names of things that are named after people: laws, algorithms, places, institutions. */
const namesake =
  /^(?:['’]s)? (?:[a-z]+ )?(?:laws?|theorem|algorithm|method|rule|principle|test|award|prize|medal|institute|university|college|school|hospital|airport|street|avenue|road|bridge|park|center|centre|library|museum|foundation|transform|distribution|inequality|number|constant|effect|syndrome|disease|telescope|inc|corp|ltd|llc|gmbh|sort|tree|filter|cipher|hash|notation)\b/i;

const keyContexts = nameContexts.filter(({ at }) => at[0] === 'nameKey');
const otherContexts = nameContexts.filter(({ at }) => at[0] !== 'nameKey');

/**
 * Names of people: after a title, a greeting, the key of a form or a trailer, or before an address; also a given name
 * that is followed by a capitalised word. Never a single word only because it is in a list: in code those are colours,
 * tools, months, verbs and places.
 */
export const name = defineGuardrail({
  id: 'name',
  name: 'Names',
  description: 'Names of people, by the text around them or as given name and surname',
  group: 'pii',
  priority: 90,
  tokenPrefix: 'cgname',
  keywords: nameKeywords,
  shapes: ['beforeAddress', 'at', 'capitals', 'copyrightSign'],
  find({ text, places }, report) {
    const keys = places.of('nameKey');
    const givenKeys = keys.starts.filter((_, index) =>
      hasCapitalValue(text, keys.ends[index] ?? text.length),
    );
    if (givenKeys.length > 0) {
      for (const context of keyContexts) findInContext(text, context, givenKeys, report);
    }
    for (const context of otherContexts) {
      for (const kind of context.at) {
        const { starts } = places.of(kind);
        if (starts.length > 0) findInContext(text, context, starts, report);
      }
    }
    findBeforeAddresses(text, places.of('beforeAddress').starts, report);
    findInColumns(text, places.of('nameKey').ends, report);
    for (const at of places.of('at').starts) findEchoed(text, at, report);
    const { starts, ends } = places.of('capitals');
    for (const [index, start] of starts.entries()) {
      const end = ends[index] ?? start;
      const given = text.slice(start, end);
      if (firstNames.has(given) || (!isCommonWord(given) && isDoubleName(text, start)))
        findFullName(text, start, end, report);
    }
  },
});

/** Whether it is part of an identifier, a path or an elision. A quote may be before a name. */
function isPartOfMore(text: string, start: number): boolean {
  const before = text.charAt(start - 1);
  if (/['’]/.test(before)) return /[A-Za-zÀ-ɏ]/.test(text.charAt(start - 2));
  return /[\w./\\#@$:-]/.test(before) && !followsEscape(text, start);
}

/** Tables with a column such as `last_name`. A column `name` may contain names of anything. */
function findInColumns(text: string, ends: readonly number[], report: Report): void {
  for (const end of ends) {
    const values = columnBelow(text, end - 1);
    if (values.length === 0) continue;
    const heading =
      /(?<![A-Za-z_ ])[A-Za-z_ ]+$/.exec(text.slice(Math.max(0, end - 24), end))?.[0] ?? '';
    if (!headings.test(heading)) continue;
    const before = text.slice(Math.max(0, end - 200), end);
    const header =
      before.slice(before.lastIndexOf('\n') + 1) +
      (text.slice(end, end + 200).split('\n', 1)[0] ?? '');
    const isSure = sureHeadings.test(heading) || hasPersonalColumn(header);
    for (const value of values) {
      const words = text.slice(value.start, value.end);
      if (wholeName.test(words) && personIn(words, isSure) === words)
        report(value.start, value.end);
    }
  }
}

const headings =
  /(?:name|nombre|nome|nom|naam|customer|patient|employee|holder|recipient|passenger|applicant|assignee|reporter)$/i;
const sureHeadings =
  /(?:first|last|full|given|family|sur|middle|maiden|fore|customer|patient|employee|holder|guest|contact|student|passenger)[_ -]?name$|(?:customer|patient|employee|recipient|passenger|applicant)$/i;
const personalColumn =
  /\b(?:e-?mail|phone|mobile|ssn|birth\w*|dob|salary|passport\w*|iban|gender)\b/i;
const personalFirstColumn = /\b(?:e-?mail|phone|ssn|dob)\b/i;

/** Whether the header of a table has a column with data of people, before or after another column. */
function hasPersonalColumn(header: string): boolean {
  const separator = header.search(/[,;|\t(]/);
  if (separator === -1) return false;
  if (personalColumn.test(header.slice(separator))) return true;
  const first = header.search(personalFirstColumn);
  return first !== -1 && /[,;|\t]/.test(header.slice(first));
}

/** A given name from `start` to `firstEnd`, and the surname after it. */
function findFullName(text: string, start: number, firstEnd: number, report: Report): void {
  const begin = text.charAt(start - 1) === '-' ? startOfDouble(text, start) : start;
  if (begin === undefined || isPartOfMore(text, begin)) return;
  rest.lastIndex = firstEnd;
  const found = rest.exec(text);
  if (found === null || isCommonWord(found.groups?.['last'] ?? '')) return;
  const end = rest.lastIndex;
  if (notBefore.test(text.slice(Math.max(0, begin - 12), begin))) return;
  if (namesake.test(text.slice(end, end + 32))) return;
  report(begin, end + secondSurname(text, end).length);
}

/** Words before a capitalised word that make it something else: an article, a house number, the name of a place. */
const notBefore =
  /\b(?:[Tt]he|[Aa]|San|Santa|Saint|St\.?|Los|Las|El|La|New|Port|Fort|Mount|Lake|Cape|Class|class|\d{1,4}[A-Za-z]?) $/;

function isDoubleName(text: string, start: number): boolean {
  if (text.charCodeAt(start - 1) !== 45) return false;
  const begin = startOfDouble(text, start);
  return begin !== undefined && firstNames.has(text.slice(begin, start - 1));
}

/** `Heinz-Georg`: the given name before the hyphen. */
function startOfDouble(text: string, start: number): number | undefined {
  const before = /[A-ZÀ-ÖØ-Þ][a-zà-ɏ]{1,13}-$/.exec(
    text.slice(Math.max(0, start - 15), start),
  )?.[0];
  return before === undefined ? undefined : start - before.length;
}

/** ` Vega` after `Ana Rojas`: people in Spain and Portugal have two surnames. */
function secondSurname(text: string, end: number): string {
  const next = /^ ([A-ZÀ-Ö][a-zà-ɏ]{3,14})(?![\w(=:-])/.exec(text.slice(end, end + 18));
  return next !== null && secondSurnames.has(next[1] ?? '') ? next[0] : '';
}

function findInContext(
  text: string,
  context: NameContext,
  starts: readonly number[],
  report: Report,
): void {
  const { back, ahead, introduction, value, before, certainty } = context;
  let done = 0;
  for (const mark of starts) {
    if (mark < done) continue;
    const from = Math.max(done, mark - back);
    for (const match of matchesOf(introduction, text.slice(from, mark + ahead))) {
      const start = from + match.index;
      done = start + match[0].length;
      value.lastIndex = done;
      const found = value.exec(text);
      if (found === null || !follows(text, start, before)) continue;
      const words = found.groups?.['name'] ?? '';
      const nameStart = value.lastIndex - words.length;
      const person = personBy(certainty, words, text, value.lastIndex);
      if (person !== undefined) report(nameStart, nameStart + person.length);
    }
  }
}

/** Whether `: "A` or the like follows: most members with `name` in their key have other values. */
function hasCapitalValue(text: string, end: number): boolean {
  let at = end;
  while (at < end + 10 && isOneOf(text, at, '\\"\'`] \t')) at += 1;
  if (!isOneOf(text, at, ':=>(')) return false;
  at += text.charCodeAt(at + 1) === 62 ? 2 : 1;
  const limit = at + 26;
  while (at < limit && isOneOf(text, at, '\\"\'` \t')) at += 1;
  const code = text.charCodeAt(at);
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
}

function isOneOf(text: string, at: number, characters: string): boolean {
  return at < text.length && characters.includes(text.charAt(at));
}

function follows(text: string, start: number, before: RegExp): boolean {
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
    if (roleAddress.test(text.slice(at, at + 40)) && personIn(words, false) !== words) continue;
    report(at - words.length, at);
  }
}

/** Characters of a mailbox, and how far before it the name of its owner may be. */
const mailbox = /[\w.+-]/;
const maxBefore = 90;
const namesBefore = new RegExp(`(?<![A-Za-zÀ-ɏ'’-])${longName}(?![A-Za-zÀ-ɏ])`, 'g');

/** `name: "Priya Rao", email: "priya.rao@…"`: words that are repeated in the address are a name. */
function findEchoed(text: string, at: number, report: Report): void {
  if (!isWordOrHyphen(text.charCodeAt(at - 1))) return;
  let start = at;
  while (start > at - 40 && mailbox.test(text.charAt(start - 1))) start -= 1;
  // The name before `<jane@…>` is found by findBeforeAddresses.
  if (at - start < 4 || text.charAt(start - 1) === '<') return;
  const local = text.slice(start, at).toLowerCase();
  const from = Math.max(0, start - maxBefore);
  const before = text.slice(from, start);
  const line = before.lastIndexOf('\n\n') + 1;
  for (const match of matchesOf(namesBefore, before.slice(line))) {
    const words = match[0].split(' ').filter((word) => word.length > 2);
    if (!words.some((word) => word.length > 3 && local.includes(plainLetters(word)))) continue;
    if (personIn(match[0], true) !== match[0]) continue;
    report(from + line + match.index, from + line + match.index + match[0].length);
  }
}

/** In lower case and without accents, as in addresses. */
function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
