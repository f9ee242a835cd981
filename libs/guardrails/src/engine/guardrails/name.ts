import { followsEscape } from '../detect/boundaries.js';
import type { Guardrail, Report } from '../detect/guardrail.js';
import { ambiguousFirstNames, firstNames } from './first-names.js';
import { isCommonWord } from './words-after-names.js';

const part = String.raw`[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ'’-]{1,24}`;
const middle = String.raw`(?: (?:[A-Z]\.|van|von|de|der|den|del|della|di|da|la|le|el|al|bin|ibn|dos|du|ten|zu)){0,3}`;
const fullName = `${part}(?:${middle} ${part}){0,3}`;
const longName = `${part}(?:${middle} ${part}){1,3}`;

type Carrier = {
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
const formValue = new RegExp(`["'\x60]?(?<name>${fullName})${endOfValue}`, 'y');
const joint = String.raw`["'\x60\]]{0,3}[ \t]{0,4}(?:[:=]|=>)[ \t]{0,8}`;
const noLetter = /[^A-Za-z]|^$/;
const noWord = /[^\w-]|^$/;

/** Something before the name that says a person follows. */
const carriers: readonly Carrier[] = [
  {
    lead: /(?:Mrs?\.?|Ms\.?|Dr\.?(?: med\.)?|Prof(?:\.|essor)?(?: Dr\.)?|Herrn?|Frau|Mme\.?|Monsieur|Madame|Señora?) (?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noWord,
    isSure: true,
  },
  {
    lead: /(?:(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|customer|client|patient|user)(?:'s)?(?: (?:full|first|last|legal))? name(?: is|'s)|Name ist|[Ii]ch heiße|m'appelle|[Mm]e llamo) (?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noLetter,
    isSure: true,
  },
  {
    lead: /(?:Dear|Hi|Hello|Hey|Hallo|Bonjour|Hola|Lieber?|Sehr geehrter?|Chère?|Cher|Estimad[oa]),? (?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:[,!.:;]|\n|\\n|$))`, 'y'),
    before: /[\n"'>(]|^n?$/,
    isSure: false,
  },
  {
    lead: /(?:[Rr]egards|[Ss]incerely|Cheers|[Tt]hanks(?: a lot)?|Best(?: wishes)?|Yours(?: truly| faithfully)?|Grüßen?|Gruß|Cordialement|Saludos|[Tt]hank you)[,.!]?(?:\s|\\n){1,6}(?:[-–—]{1,2} ?)?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:,|\n|\\n|$|["'<]))`, 'y'),
    before: noLetter,
    isSure: false,
  },
  {
    lead: new RegExp(
      String.raw`(?:(?:first|last|full|legal|middle|given|family|maiden|sur|fore)[_ -]?name|(?:patient|employee|recipient|beneficiary|holder|passenger|insured|spouse)(?:[_ -]?name)?)${joint}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    isSure: true,
  },
  {
    lead: new RegExp(
      `(?:name|assignee|signatory|attendee|author|contact|customer|manager|owner|reporter|reviewer|approver|creator|maintainer)${joint}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    isSure: false,
  },
  {
    lead: /(?:©|\([cC]\)|Copyright)(?: \([cC]\))? (?:\d{4}(?:[-–, ]+(?:\d{4}|present))*,? )?(?:by )?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${longName})(?=[\s.,<]|\\n|$)`, 'y'),
    before: /^/,
    isSure: false,
  },
];
/** `<jane@example.com>`, before which a name stands: trailers of git, headers of mail, authors. */
const address = /"? <(?=[^\s<>@]{1,64}@[^\s<>]{1,190}>)/g;
const atEnd = new RegExp(`(?:^|[^A-Za-zÀ-ɏ])(?<name>${longName}|${part})$`);
const machineAddress = /^"? <[^>]*(?:no-?reply|bot@|@users\.noreply)/i;
const capitalised = /(?<![\w.'’/\\#@$:-])[A-ZÀ-Ö][a-zà-ÿ]{1,12}(?= [A-ZÀ-Ö])/g;
const rest = new RegExp(
  String.raw`(?: [A-Z]\.)?${middle} (?<last>[A-ZÀ-Ö](?:[a-zà-ɏ]+|'[A-Z][a-z]+|c[A-Z][a-z]+)(?:-[A-Z][a-zà-ɏ]+)?)(?![\w(=:-])`,
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
  find({ text }, report) {
    for (const carrier of carriers) findCarried(text, carrier, report);
    if (text.includes('@')) findBeforeAddresses(text, report);
    for (const match of text.matchAll(capitalised)) {
      if (!firstNames.has(match[0])) continue;
      rest.lastIndex = match.index + match[0].length;
      const found = rest.exec(text);
      if (found === null || isCommonWord(found.groups?.['last'] ?? '')) continue;
      const end = rest.lastIndex;
      const before = text.slice(Math.max(0, match.index - 5), match.index);
      if (/\b(?:the|a|an) $/i.test(before) || namesake.test(text.slice(end, end + 32))) continue;
      report(match.index, end);
    }
  },
};

function findCarried(text: string, { lead, value, before, isSure }: Carrier, report: Report): void {
  for (const match of text.matchAll(lead)) {
    value.lastIndex = match.index + match[0].length;
    const found = value.exec(text);
    if (found === null || !standsBehind(text, match.index, before)) continue;
    const words = found.groups?.['name'] ?? '';
    const start = value.lastIndex - words.length;
    const person = personIn(words, isSure);
    if (person !== undefined) report(start, start + person.length);
  }
}

function standsBehind(text: string, start: number, before: RegExp): boolean {
  return before.test(text.charAt(start - 1)) || followsEscape(text, start);
}

function findBeforeAddresses(text: string, report: Report): void {
  for (const match of text.matchAll(address)) {
    const words = atEnd.exec(text.slice(Math.max(0, match.index - 90), match.index))?.groups?.[
      'name'
    ];
    const isMachine = machineAddress.test(text.slice(match.index, match.index + 260));
    if (words === undefined || isMachine || personIn(words, true) !== words) continue;
    report(match.index - words.length, match.index);
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
