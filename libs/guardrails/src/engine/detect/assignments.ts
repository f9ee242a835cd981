import { LRUCache } from 'lru-cache';

import type { KeywordList } from '../scan-index/places.js';
import {
  readElement,
  readSeparator,
  readValue,
  type SeparatorKind,
} from './key-value-separators.js';
import { classifyName, type SecretFamily } from './secret-names.js';

/** A value that is assigned to the name of a secret. */
export type Assignment = {
  readonly family: SecretFamily;
  readonly name: string;
  /** Offsets of the value, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Whether the value is in quotes, or is the content of an XML element. */
  readonly quoted: boolean;
  readonly separator: SeparatorKind;
};

/**
 * Keywords of names of secrets, of the kind `secretName`: declared by each guardrail that reads assignments. `key` also
 * needs a word before it, see kindOfKey.
 */
export const secretNameWords: KeywordList = {
  words:
    'pass|pwd|pw|kennwort|contrase|mot de passe|mot_de_passe|mot-de-passe|motdepasse|psk|mdp|senha|palavra-passe|wachtwoord|lösenord|losenord|hasło|haslo|heslo|jelszó|adgangskode|kodeord|salasana|parola|clave|secret|token|api|credential|bearer|auth|key'.split(
      '|',
    ),
  anyCase: true,
};

/** What a name of a secret contains. Whether the whole name is one is decided by classifyName. */
const keyword =
  /pass(?:w(?:or[dt]|d)|phrase|code)|pass(?![a-z])|pwd|pw(?![a-z])|secret|token|api[-_. ]?(?:key|schl(?:ü|ue)ssel|sleutel|nyckel)|(?:access|private|encryption|signing|master|account|subscription|license|storage|shared|hmac|app|service|session|admin|jwt|webhook|auth|security|hec|ingest|publish|deploy|rest|integration|unseal|recovery)[-_ ]?key|credential|bearer|authorization|auth(?![a-z])|kennwort|contrase(?:ñ|n)a|mot[-_ ]?de[-_ ]?passe|psk(?![a-z])|mdp(?![a-z])|senha|palavra-passe|wachtwoord|l(?:ö|o)senord|has(?:ł|l)o|heslo|jelsz(?:ó|o)|adgangskode|kodeord|passord|salasana|parola|clave(?![a-z])/iy;
/** Words before `key` with which it names a secret. */
const kindOfKey =
  /(?:access|private|encryption|signing|master|account|subscription|license|storage|shared|hmac|app|service|session|admin|jwt|webhook|auth|security|hec|ingest|publish|deploy|rest|integration|unseal|recovery)[-_ ]?$/i;
const maxKindLength = 13;

const maxNameLeft = 40;
const maxNameRight = 30;
const nameCharacter = /[\w.-]/;

/** A name of a secret without a value: it may be the heading of a column. */
export type Heading = { readonly family: SecretFamily; readonly end: number };

export type Named = {
  readonly assignments: readonly Assignment[];
  readonly headings: readonly Heading[];
};

/**
 * The names of secrets in a text, from left to right.
 *
 * @param starts where the keywords of secretNameWords begin
 */
export function findAssignments(text: string, starts: readonly number[]): Named {
  const assignments: Assignment[] = [];
  const headings: Heading[] = [];
  /** The end of the last name or value: `secret` within it is not another name. */
  let done = 0;
  for (const at of starts) {
    const from = (text.charCodeAt(at) | 32) === 107 ? startOfKeyName(text, at) : at;
    if (from === undefined || from < done) continue;
    keyword.lastIndex = from;
    if (!keyword.test(text)) continue;
    done = keyword.lastIndex;
    const assignment = readAssignment(text, from, done, headings);
    if (assignment === undefined) continue;
    assignments.push(assignment);
    done = Math.max(done, assignment.end);
  }
  return { assignments, headings };
}

/** Where the name of a secret begins that was found by `k`: `key` needs a word such as `access` before it. */
function startOfKeyName(text: string, at: number): number | undefined {
  if ((text.charCodeAt(at + 2) | 32) === 110) return at;
  const before = text.slice(Math.max(0, at - maxKindLength), at);
  const kind = kindOfKey.exec(before)?.[0];
  return kind === undefined ? undefined : at - kind.length;
}

function readAssignment(
  text: string,
  from: number,
  to: number,
  headings: Heading[],
): Assignment | undefined {
  let left = from;
  while (left > from - maxNameLeft && nameCharacter.test(text.charAt(left - 1))) left -= 1;
  // `\npassword=` in JSON text: the n belongs to the escape.
  if (text.charCodeAt(left - 1) === 92 && /[nrtbf]/.test(text.charAt(left)) && left < from)
    left += 1;
  let right = to;
  while (right < to + maxNameRight && /[\w-]/.test(text.charAt(right))) right += 1;
  const name = text.slice(left, right);
  const family = familyOf(name);
  if (family === undefined) return undefined;
  if (isLabel(text, left, right)) return undefined;
  const separator = readSeparator(text, left, right, family === 'password');
  if (separator === undefined || separator.kind === 'apposition')
    headings.push({ family, end: right });
  if (separator === undefined) return undefined;
  const value = separator.isElement
    ? readElement(text, separator.end)
    : readValue(
        text,
        separator.end,
        separator.kind,
        separator.kind === 'assign' && startsLine(text, left),
      );
  return value === undefined ? undefined : { family, name, ...value, separator: separator.kind };
}

/** `"Password:"`: the quote after the colon closes the one before the name. */
function isLabel(text: string, left: number, right: number): boolean {
  const quote = text.charAt(left - 1);
  return /["'`]/.test(quote) && /[:=]/.test(text.charAt(right)) && text.charAt(right + 1) === quote;
}

/** Results of classifyName: programs use the same few names again and again. */
const families = new LRUCache<string, SecretFamily | 'none'>({ max: 5_000 });
/** A cached name may not keep a text of any length in memory. */
const maxCachedLength = 100;

function familyOf(name: string): SecretFamily | undefined {
  if (name.length > maxCachedLength) return classifyName(name);
  let family = families.get(name);
  if (family === undefined) {
    family = classifyName(name) ?? 'none';
    families.set(name, family);
  }
  return family === 'none' ? undefined : family;
}

/** Whether only spaces, a dash of YAML, `export` or the like are before it on its line. */
function startsLine(text: string, left: number): boolean {
  const before = text.slice(Math.max(0, left - 24), left);
  const lineFeed = before.lastIndexOf('\n');
  if (lineFeed < 0 && left > before.length) return false;
  return /^[ \t]*(?:- |export |set |ENV |-e )?$/.test(before.slice(lineFeed + 1));
}
