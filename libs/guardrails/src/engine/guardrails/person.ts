import { ambiguousFirstNames, firstNames, plainFirstNames } from './first-names.js';
import { isCommonWord, isCompanyForm, isSurnameToo } from './non-name-words.js';

/**
 * What the words must be to count as a name. `sure`: any capitalised words. `whole`: two or more words, none of which is a
 * common word. `key`: as `whole` if members of a person follow, else as `given`. `given`: the first word must be a given
 * name.
 */
export type Certainty = 'sure' | 'whole' | 'key' | 'given';

/** The name in `words`, which end at `end` of the text; undefined when they are not a name. */
export function personBy(
  certainty: Certainty,
  words: string,
  text: string,
  end: number,
): string | undefined {
  if (certainty === 'sure') return personIn(words, true);
  if (certainty === 'given') return personIn(words, false);
  const isOne = !words.includes(' ');
  if (!isOne && (certainty !== 'key' || isNextToPerson(text, end))) {
    const person = personIn(words, true);
    if (person === words) return person;
  }
  // Alone, only words that are nothing but given names count: France and Leone are also other words.
  if (isOne && !plainFirstNames.has(words)) return undefined;
  return personIn(words, false);
}

const personal =
  /\b(?:e-?mail|mail|phone|tel|mobile|cell|ssn|birth|dob|passport|address|adresse|anschrift|geburt|dirección|street|age|gender|salary|job_?title)\w{0,16}\\{0,3}["']?\s{0,4}(?:[:=,|(>]|=>)/i;
export const roleAddress =
  /\b(?:info|contact|hello|support|sales|office|admin|no-?reply|team|kontakt|billing|shop|press|jobs|help|service|bonjour|dev|security)@/i;

/** Whether members that only people have follow in the same object or block. */
function isNextToPerson(text: string, end: number): boolean {
  const behind = text.slice(end, end + 160).split(/\}|\n\s*\n/, 1)[0] ?? '';
  return personal.test(behind) && !roleAddress.test(behind);
}

/** The name at the beginning of a value, without words at its end that do not belong to it. */
export function personIn(value: string, isSure: boolean): string | undefined {
  if (!/^[A-ZÀ-ÖØ-Þ]/.test(value)) return undefined;
  let words = value.split(' ');
  if (isCommonWord(words[0] ?? '') && !isFirstName(words[0] ?? '')) return undefined;
  const isLast = (index: number) => index === words.length - 1;
  const odd = words.findIndex(
    (word, index) =>
      index > 0 && isCommonWord(word) && !(isSure && isLast(index) && isSurnameToo(word)),
  );
  if (words.some((word, index) => index > 0 && isCompanyForm(word))) return undefined;
  if (odd > 0) {
    if (!isSure) return undefined;
    words = words.slice(0, odd);
  }
  if (words.some(isIdentifier)) return undefined;
  if (!isSure && !beginsWithName(words)) return undefined;
  return words.join(' ').replace(/['’]s?$/, '');
}

/** Whether it is a constant, an abbreviation or a word in camel case. */
function isIdentifier(word: string): boolean {
  return (
    /^[A-Z]{3,}$|[a-z][A-Z]{2}|[a-z][A-Z](?!c)/.test(word) &&
    !/^(?:Mc|Mac|De|Di|Le|La|Van|O')[A-Z]/.test(word)
  );
}

function isFirstName(word: string): boolean {
  return firstNames.has(word) || ambiguousFirstNames.has(word);
}

/** A given name that is also another word does not count alone. */
function beginsWithName([first = '', ...others]: readonly string[]): boolean {
  return others.length === 0 ? firstNames.has(first) : isFirstName(first);
}
