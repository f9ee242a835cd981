import type { KeywordList } from '../scan-index/places.js';
import type { Certainty } from './person.js';

export const capital = 'A-ZÀ-ÖØ-ÞĀ-ɏ';
export const part = String.raw`[${capital}][A-Za-zÀ-ɏ'’-]{1,24}`;
const particle =
  "van|von|vom|zum|zur|zu|de|der|den|del|della|dei|di|da|la|le|el|al|bin|ibn|ben|dos|das|du|ten|ter|op|af|av|y|'t";
export const middle = String.raw`(?: (?:[A-Z]\.|${particle})){0,3}`;
export const fullName = `${part}(?:${middle} ${part}){0,3}`;
export const wholeName = new RegExp(`^${fullName}$`);
export const longName = `${part}(?:${middle} ${part}){1,3}`;

/** Words before a name, by kind. */
export const nameKeywords = {
  nameTitle: {
    words:
      'Mr |Mr.|Mrs|Ms |Ms.|Dr |Dr.|Prof|Herr|Frau|Hr. |Fr. |Mme|Mlle|Monsieur|Madame|Señor|Sr. |Sra. |Sig. |Sig.ra|Signor|Dott.|Mevr|mevrouw|Dhr. |dhr. |Fru |Pani |Sir '.split(
        '|',
      ),
  },
  nameSaid: { words: "name is |name's |Name ist |ch heiße |m'appelle |e llamo ".split('|') },
  greeting: {
    words: 'Dear|Hi |Hi,|Hello|Hey|Hallo|Bonjour|Hola|Liebe|Sehr geehrte|Chère|Cher|Estimad'.split(
      '|',
    ),
  },
  closing: {
    words: 'egards|incerely|Cheers|hanks|Best|Yours|Grüße|Gruß|Cordialement|Saludos|hank you'.split(
      '|',
    ),
  },
  /** Words for people after which a name may follow. */
  person: {
    words:
      'customer |patient |applicant |landlord |employee |coworker |neighbour |neighbor |courier |passenger |student |candidate |lawyer |doctor |husband |wife |brother |daughter |mother |father |friend |Kunde |Kundin |Patientin |Mitarbeiter |Mitarbeiterin |Kollege |Kollegin |cliente |paciente |empleado |empleada |cliënt |klant |parcel for |ill to|hip to|Attn|ATTN|Sold to|Deliver to'.split(
        '|',
      ),
  },
  /** Keys of address books: LDIF and vCard. */
  entryName: { words: 'cn: |sn: |FN:|FN;|gn: '.split('|') },
  copyright: { words: '(c) |(C) |Copyright '.split('|') },
  nameKey: {
    words:
      'name|nombre|nome|nom|prénom|cognome|apellido|naam|nazwisko|namn|navn|patient|employee|recipient|beneficiary|holder|passenger|insured|spouse|assignee|signatory|attendee|author|contact|customer|manager|owner|reporter|reviewer|approver|creator|maintainer|applicant|landlord|candidate|ansprechpartner|empfänger|kontakt'.split(
        '|',
      ),
    anyCase: true,
  },
} satisfies Record<string, KeywordList>;

type NameKind = keyof typeof nameKeywords | 'copyrightSign';

export type NameContext = {
  /** The keywords near which its introduction is searched, and how far from them it may begin and end. */
  readonly at: readonly NameKind[];
  readonly back: number;
  readonly ahead: number;
  /** The text right before the name. */
  readonly introduction: RegExp;
  /** The name and what must follow it. Sticky: it begins right after the introduction. */
  readonly value: RegExp;
  /** The character before the introduction, or the empty string. */
  readonly before: RegExp;
  readonly certainty: Certainty;
};

const endOfValue = String.raw`(?=["'\x60,;<|)\n\r\t\\}]|[ \t]*(?:$|\n)|[ \t]+[(<|]|  |\.(?:\s|$))`;
const anyValue = new RegExp(`(?<name>${fullName})`, 'y');
const formValue = new RegExp(String.raw`\\{0,3}["'\x60]?(?<name>${fullName})${endOfValue}`, 'y');
/** `: `, `=`, `=>`, the end of a tag, a call. */
const separator = String.raw`\\{0,3}["'\x60\]]{0,3}[ \t]{0,4}(?:=>|[:=>(])[ \t]{0,24}`;
const noLetter = /[^A-Za-z]|^$/;
const noWord = /[^\w-]|^$/;

/** Texts before a name from which it is clear that a person is named. */
export const nameContexts: readonly NameContext[] = [
  {
    at: ['nameTitle'],
    back: 0,
    ahead: 40,
    introduction:
      /(?:(?:Mrs?\.?|Ms\.?|Dr\.?(?: med\.)?|Prof(?:\.|essor)?(?: Dr\.)?|Herrn?|Frau|Hr\.|Fr\.|Mme\.?|Mlle\.?|Monsieur|Madame|Señora?|Sra?\.|Sig\.(?:ra)?|Signora?|Dott\.(?:ssa)?|Mevr\.?|[Mm]evrouw|[Dd]hr\.|Fru|Pani|Sir) ){1,3}(?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noWord,
    certainty: 'sure',
  },
  {
    at: ['nameSaid'],
    back: 40,
    ahead: 16,
    introduction:
      /(?:(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|customer|client|patient|user)(?:'s)?(?: (?:full|first|last|legal))? name(?: is|'s)|Name ist|[Ii]ch heiße|m'appelle|[Mm]e llamo) (?=[A-ZÀ-Þ])/g,
    value: anyValue,
    before: noLetter,
    certainty: 'sure',
  },
  {
    at: ['greeting'],
    back: 0,
    ahead: 24,
    introduction:
      /(?:Dear|Hi|Hello|Hey|Hallo|Bonjour|Hola|Lieber?|Sehr geehrter?|Chère?|Cher|Estimad[oa]),? (?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:[,!.:;]|\n|\\n|$))`, 'y'),
    before: /[\n"'>(]|^n?$/,
    certainty: 'given',
  },
  {
    at: ['closing'],
    back: 1,
    ahead: 48,
    introduction:
      /(?:[Rr]egards|[Ss]incerely|Cheers|[Tt]hanks(?: a lot)?|Best(?: wishes)?|Yours(?: truly| faithfully)?|Grüßen?|Gruß|Cordialement|Saludos|[Tt]hank you)[,.!]?(?:\s|\\n){1,6}(?:[-–—]{1,2} ?)?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${fullName})(?=\s*(?:,|\n|\\n|$|["'<]))`, 'y'),
    before: noLetter,
    certainty: 'given',
  },
  {
    at: ['nameKey'],
    back: 24,
    ahead: 48,
    introduction: new RegExp(
      String.raw`(?:(?:first|last|full|legal|middle|given|family|maiden|sur|fore|vor|nach|real|voor|achter|birth|cardholder|holder|customer|patient|employee|contact|guest|client|student|passenger)[_ -]?(?:name|naam|namn|navn)|prénom|cognome|apellidos?|nazwisko|(?:patient|employee|recipient|beneficiary|(?<!place)holder|passenger|insured|spouse|applicant|tenant|landlord)(?:[_ -]?name)?)${separator}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    certainty: 'sure',
  },
  {
    at: ['nameKey'],
    back: 0,
    ahead: 48,
    introduction: new RegExp(
      `(?:assignee|signatory|attendee|reporter|reviewer|approver|candidate|ansprechpartner(?:in)?|empfänger)${separator}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    certainty: 'whole',
  },
  {
    at: ['nameKey'],
    back: 0,
    ahead: 48,
    introduction: new RegExp(
      `(?:name|nombre|nome|nom|naam|namn|navn|author|contact|kontakt|customer|manager|owner|creator|maintainer)${separator}`,
      'gi',
    ),
    value: formValue,
    before: /^/,
    certainty: 'key',
  },
  {
    at: ['entryName'],
    back: 0,
    ahead: 40,
    introduction: /(?:cn: |sn: |gn: |FN(?:;[^:\n]{0,24})?:)/g,
    value: new RegExp(`(?<name>${fullName})(?=\\s*(?:\\n|\\\\n|$))`, 'y'),
    before: /^n?$|\s/,
    certainty: 'sure',
  },
  {
    at: ['person'],
    back: 0,
    ahead: 64,
    introduction:
      /^(?:[a-zA-Zéëèñ]+ (?:for |a )?|[BS]?(?:ill|hip|old) to|Deliver to|A(?:ttn|TTN)\.?)(?:(?:is |ist |est |es |è |é |da loja é )|:\s{0,12}|,? (?=[A-ZÀ-Þ]))?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${longName})(?![\wÀ-ɏ]|[-(/]\w)`, 'y'),
    before: /[\s"'\x60(>BS]|^$/,
    certainty: 'whole',
  },
  {
    at: ['copyright', 'copyrightSign'],
    back: 0,
    ahead: 120,
    introduction:
      /(?:©|\([cC]\)|Copyright)(?: \([cC]\))? (?:\d{4}(?:[-–, ]+(?:\d{4}|present))*,? )?(?:by )?(?=[A-ZÀ-Þ])/g,
    value: new RegExp(String.raw`(?<name>${longName})(?=[\s.,<]|\\n|$)`, 'y'),
    before: /^/,
    certainty: 'given',
  },
];
