import { passwordForms } from '../guardrails/password-commands.js';
import { anchoredKeys, vendorKeys } from '../guardrails/vendor-keys.js';

/**
 * Words at which guardrails look closer. `anyCase` ones are written in lower case. `bounded`: nothing of a
 * word may stand before, except the end of an escape.
 */
type WordList = {
  readonly words: readonly string[];
  readonly anyCase?: boolean;
  readonly bounded?: boolean;
};

const split = (words: string) => words.split('|');

export const wordLists = {
  /** Prefixes of vendors' keys. */
  vendorKey: { words: vendorKeys.flatMap(([, prefixes]) => prefixes.split(' ')), bounded: true },
  vendorAnchor: { words: anchoredKeys.map(([, anchor]) => anchor) },
  awsId: { words: split('AKIA|ASIA|ABIA|ACCA|A3T') },
  awsOther: { words: split('IQoJb3JpZ2lu|GZXIvYXdz|amzn.mws.|ABSK|bedrock-api-key-') },
  jwtHeader: { words: split('eyJ|eyA|ewo|ew0K') },
  jwtInBase64: { words: ['ZXlK'] },
  oracle: { words: ['jdbc:oracle:'] },
  encodedAt: { words: split('%40|\\u0040|&#64;') },
  privateKey: {
    words: split('PRIVATE KEY|LS0tLS1CRUdJTi|AGE-SECRET-KEY-1|Private-Lines:|<RSAKeyValue>|"kty"'),
  },
  passwordCommand: { words: passwordForms.map(({ word }) => word) },
  dataSource: { words: split('@tcp(|@unix(') },
  loginPair: {
    words: split(
      'login|log in|sign in|Login|Log in|Sign in|credentials|Credentials|Zugang|Zugangsdaten|creds',
    ),
  },
  changedTo: { words: ['it to '] },
  /** Names of secrets; `key` needs a look at the word before it. */
  secret: {
    words: split(
      'pass|pwd|pw|kennwort|contrase|mot de passe|mot_de_passe|mot-de-passe|motdepasse|psk|mdp|senha|palavra-passe|wachtwoord|lösenord|losenord|hasło|haslo|heslo|jelszó|adgangskode|kodeord|salasana|parola|clave|secret|token|api|credential|bearer|auth|key',
    ),
    anyCase: true,
  },
  call: {
    words: split(
      'phone|mobi|cell|tel|tél|rufnummer|numéro|numero|número|handy|fax|whatsapp|sms|msisdn|movil|móvil|portable|hotline|contact|my |your |his |her |our |their |call|dial|ring|reach|llam|llám|ligar|ligue|liga |bel |bellen|chiam|appel|joign|anruf|rufen|erreich|nås |når |nå |dzwo|kontakt|gsm|komórk',
    ),
    anyCase: true,
  },
  passport: {
    words: split(
      'passport|passeport|reisepass|pasaporte|passaporto|passaporte|paspoort|paszport|pasaport|travel document|traveldocument|travel_document|passnummer|pasnummer|passnr|pass nr|pass-nr|pas nr',
    ),
    anyCase: true,
  },
  nameTitle: {
    words: split(
      'Mr |Mr.|Mrs|Ms |Ms.|Dr |Dr.|Prof|Herr|Frau|Hr. |Fr. |Mme|Mlle|Monsieur|Madame|Señor|Sr. |Sra. |Sig. |Sig.ra|Signor|Dott.|Mevr|mevrouw|Dhr. |dhr. |Fru |Pani |Sir ',
    ),
  },
  nameSaid: { words: split("name is |name's |Name ist |ch heiße |m'appelle |e llamo ") },
  greeting: {
    words: split('Dear|Hi |Hi,|Hello|Hey|Hallo|Bonjour|Hola|Liebe|Sehr geehrte|Chère|Cher|Estimad'),
  },
  closing: {
    words: split(
      'egards|incerely|Cheers|hanks|Best|Yours|Grüße|Gruß|Cordialement|Saludos|hank you',
    ),
  },
  /** People by what they are; a name may follow. */
  person: {
    words: split(
      'customer |patient |applicant |landlord |employee |coworker |neighbour |neighbor |courier |passenger |student |candidate |lawyer |doctor |husband |wife |brother |daughter |mother |father |friend |Kunde |Kundin |Patientin |Mitarbeiter |Mitarbeiterin |Kollege |Kollegin |cliente |paciente |empleado |empleada |cliënt |klant |parcel for |ill to|hip to|Attn|ATTN|Sold to|Deliver to',
    ),
  },
  /** Of address books: LDIF and vCard. */
  entryName: { words: split('cn: |sn: |FN:|FN;|gn: ') },
  copyright: { words: split('(c) |(C) |Copyright ') },
  nameKey: {
    words: split(
      'name|nombre|nome|nom|prénom|cognome|apellido|naam|nazwisko|namn|navn|patient|employee|recipient|beneficiary|holder|passenger|insured|spouse|assignee|signatory|attendee|author|contact|customer|manager|owner|reporter|reviewer|approver|creator|maintainer|applicant|landlord|candidate|ansprechpartner|empfänger|kontakt',
    ),
    anyCase: true,
  },
  addressKey: {
    words: split(
      'address|street|line1|adresse|anschrift|straße|strasse|dirección|direccion|domicilio|indirizzo|endereço|endereco|adres',
    ),
    anyCase: true,
  },
  poBox: { words: ['Box '] },
  spanishStreet: {
    words: split(
      'Calle |C/ |Avenida |Avda. |Av. |Plaza |Paseo |Via |Viale |Piazza |Corso |Rua |Travessa |Largo |Praça |Praceta |Alameda |Carrer |Ronda |Camino |Carretera |Vicolo |ul. |ulica |al. |os. ',
    ),
  },
  token: {
    words: split(
      'cgm|cgtel|cgssn|cgcard|cgip|cgiban|cgkey|cgaws|cgjwt|cgpem|cgauth|cgpass|cgname|cgaddr|cgpid|cgword',
    ),
    anyCase: true,
  },
} as const satisfies Record<string, WordList>;
export type WordKind = keyof typeof wordLists;

type Word = {
  readonly text: string;
  readonly kind: WordKind;
  readonly bounded: boolean;
  /** Bits that letters of either case have in common; undefined when the case counts. */
  readonly masks: Uint8Array | undefined;
};

/**
 * One number of 5 bits for each character: letters whatever their case, all digits alike. Four of them
 * make the index of a table of the beginnings of words.
 */
export function hashOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  if (code >= 48 && code <= 57) return 27;
  return otherHashes.get(code) ?? 0;
}

/** _ - / . and the blank. */
const otherHashes = new Map([
  [95, 28],
  [45, 28],
  [47, 29],
  [46, 30],
  [32, 31],
]);

export const quadMask = (1 << 20) - 1;
/** Words by the hash of their first four characters, longer ones first; what a shorter one has not may be any. */
const wordsByQuad = new Map<number, Word[]>();
/** The same as one bit of many: whether some word may begin so. */
export const quads = new Int32Array((quadMask + 1) / 32);
for (const word of allWords()) {
  for (const quad of quadsOf(word.text)) {
    wordsByQuad.set(quad, [...(wordsByQuad.get(quad) ?? []), word]);
    quads[quad >>> 5] = (quads[quad >>> 5] ?? 0) | (1 << (quad & 31));
  }
}

function allWords(): Word[] {
  return Object.entries<WordList>(wordLists)
    .flatMap(([kind, { words, anyCase, bounded }]) =>
      words.map((text) => ({
        text,
        kind: kind as WordKind,
        bounded: bounded === true,
        masks: anyCase
          ? Uint8Array.from(text, (letter) => (/[a-zà-ÿ]/.test(letter) ? 32 : 0))
          : undefined,
      })),
    )
    .sort((a, b) => b.text.length - a.text.length);
}

function quadsOf(word: string): number[] {
  let hashes = [0];
  for (let at = 0; at < 4; at += 1) {
    const next =
      at < word.length
        ? [hashOf(word.charCodeAt(at))]
        : Array.from({ length: 32 }, (_, hash) => hash);
    hashes = hashes.flatMap((hash) => next.map((each) => (hash << 5) | each));
  }
  return hashes;
}

/** Reports the words that begin at an offset, of each kind the longest. */
export function readWords(
  text: string,
  at: number,
  quad: number,
  found: { add(kind: WordKind, start: number, end: number): void },
): void {
  const words = wordsByQuad.get(quad);
  if (words === undefined || at < 0) return;
  for (const word of words) {
    if (!isAt(word, text, at) || (word.bounded && !mayBegin(text, at))) continue;
    found.add(word.kind, at, at + word.text.length);
  }
}

function isAt({ text: word, masks }: Word, text: string, at: number): boolean {
  if (masks === undefined) return text.startsWith(word, at);
  // From the end: the beginning is what brought us here.
  for (let index = word.length - 1; index >= 0; index -= 1) {
    const code = text.charCodeAt(at + index) | (masks[index] ?? 0);
    if (code !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** No word character before, or the end of what may be an escape; guardrails look closer. */
function mayBegin(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === 95 || before === 45) return false;
  if (hashOf(before) === 0 || hashOf(before) > 28 || at === 0) return true;
  return (
    before === 109 ||
    text.charCodeAt(at - 2) === 92 ||
    text.charCodeAt(at - 3) === 37 ||
    text.charCodeAt(at - 4) === 92 ||
    text.charCodeAt(at - 6) === 92
  );
}
