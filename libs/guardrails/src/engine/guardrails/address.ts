import { defineGuardrail, type Report } from '../detect/guardrail.js';
import { matchesOf } from '../detect/matches-of.js';
import { columnBelow } from '../detect/table-columns.js';

const word = String.raw`[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ɏ.'’-]{0,24}`;
const gap = String.raw`(?:,? |,?[ \t]{0,4}(?:\r?\n|\\n)[ \t]{0,12})`;
const usSuffix =
  'Street|St|Avenue|Ave|Av|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Way|Parkway|Pkwy|Highway|Hwy|Terrace|Ter|Circle|Cir|Square|Sq|Trail|Trl|Close|Crescent|Cres|Gardens|Grove|Mews|Row|Walk|Alley|Plaza|Loop|Run|Pike|Turnpike|Crossing|Ridge|Heights|Hill|Quay|Wharf|Parade|Pde|Esplanade|Mesa|Broadway|Rise|Vale|Promenade';
const unit = String.raw`(?:${gap}(?:Apt|Apartment|Suite|Ste|Unit|Floor|Fl|Room|Rm|Flat|Bldg|Building|#)\.? ?#?[A-Za-z0-9-]{1,6})?`;
const usState =
  'A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|PR|AB|BC|MB|NB|NL|NS|ON|PE|QC|SK';
const ukPostcode = String.raw`[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}`;
const canadaPostcode = String.raw`[A-Z]\d[A-Z] ?\d[A-Z]\d`;
const city = String.raw`${word}(?: (?:(?:am|an der|vor der|im|in der|bei|sur|upon|de|del|di|aan den) )?${word}){0,3}`;
const country = String.raw`(?:${gap}(?:USA|U\.S\.A\.|United States|UK|United Kingdom|England|Canada|Australia|Deutschland|Germany|France|Österreich|Austria|Schweiz|Switzerland|España|Spain))?`;
const irishPostcode = String.raw`[A-Z]\d[\dW] ?[A-Z0-9]{4}`;
/** Postcodes of Australia with the state; of India and New Zealand right after the town. */
const commonwealth = String.raw`${city}(?:,? (?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT) \d{4}|(?:,| -)? \d{3} ?\d{3}| \d{4})(?![\w.-])`;
const usTown = String.raw`(?:${gap}${city},? (?:${usState})(?![A-Za-z0-9])(?:,? (?:\d{5}(?:-\d{4})?|${canadaPostcode}))?|${gap}(?:${city}(?: \d{1,2})?${gap}){1,2}(?:${ukPostcode}|${irishPostcode})|${gap}${city} ${ukPostcode}|${gap}(?:${city}, )?${commonwealth})${country}`;
/** Not part of an identifier, a decimal or a number with separators; a comma of CSV may be before it. */
const freeNumber = String.raw`(?<![\w.#$-])(?<!\d,(?=\d{3}\b))(?<!(?<!\d)/)`;
/** The number of a unit before a street is followed by a comma. */
const commaOfUnit = String.raw`(?:,(?<=\b(?:Flat|Unit|Plot|Suite|No\.?|House|Block|Shop) \d{1,5}[A-Z]?,))?`;

/** Number, one to four capitalised words, a word for a street; then optionally flat, town, state and postcode. */
const english = new RegExp(
  String.raw`${freeNumber}\d{1,6}[A-Z]?(?:-\d{1,4})?${commaOfUnit} (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?(?:(?:\d{1,3}(?:st|nd|rd|th)|${word}) ){1,4}(?<suffix>${usSuffix})\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\b\.?| \d{1,4}(?=[\t,\n"']|$))?${unit}(?<town>${usTown})?`,
  'y',
);
/** Any street that is followed by town, state and postcode, or by a British postcode. */
const codedTown = String.raw`(?:${gap}${city},? (?:${usState}),? (?:\d{5}(?:-\d{4})?(?!\d)|${canadaPostcode})|(?:${gap}${city}){1,2}${gap}${ukPostcode})`;
const coded = new RegExp(
  String.raw`(?<![\w.,#$/-])\d{1,6}[A-Z]? ${word}(?: ${word}){0,3}${unit}${codedTown}${country}`,
  'y',
);
const poBox = new RegExp(String.raw`(?<!\w)P\.? ?O\.? Box \d{1,6}(?:${usTown})?`, 'g');
const germanTown = String.raw`(?:${gap}(?:D-|A-|CH-)?\d{4,5} ${city})`;
const german = new RegExp(
  String.raw`(?<![\w-])(?:[A-ZÄÖÜ][A-Za-zäöüß.-]{1,30}(?:straße|strasse|str\.|weg|platz|allee|gasse|damm|ufer|chaussee|gürtel|steig|stieg|graben|wall|zeile|promenade|kai|ring(?= \d{1,4} ?[a-z]?${germanTown}))|(?:[A-ZÄÖÜ][a-zäöüß]{1,30}(?:er|e|es|-)?[ -]){1,2}(?:Straße|Strasse|Str\.|Weg|Platz|Allee|Gasse|Ring|Damm|Ufer|Chaussee|Gürtel|Steig|Stieg|Graben|Markt|Promenade)) \d{1,4} ?[a-z]?(?:[/-]\d{1,3}){0,2}\b(?![.\d-])${germanTown}?`,
  'g',
);
/** Postcodes of five digits, and those of Sweden, Poland, Portugal, Brazil and the Netherlands. */
const euPostcode = String.raw`(?:[A-Z]{1,2}-)?(?:\d{5}(?![\d-])|\d{3} \d{2}(?!\d)|\d{2}-\d{3}(?!\d)|\d{4}-\d{3}(?!\d)|\d{5}-\d{3}(?!\d)|\d{4} ?[A-Z]{2}(?![A-Za-z]))`;
const anyPostcode = new RegExp(euPostcode);
const floor = String.raw`(?: ?[a-zA-Z]|[/-][A-Za-z0-9]{1,4}){0,2}(?:, [^,\n]{1,14}(?=,))?`;
/** Any street of continental Europe with its number, followed by such a postcode and a town. */
const continental = new RegExp(
  String.raw`(?<![\w-])${word}(?: (?:(?:am|an|auf|der|den|dem|des|im|in|zum|zur|de|del|la|las|los|el|di|della|dei|da|do|dos) ){0,2}(?:${word}|utca|út|tér|körút|gate|gata|vei)){0,4},? \d{1,4}${floor}(?:, |,? ?\n)${euPostcode} ${city}`,
  'g',
);
/** Streets of Sweden, Norway, Denmark and Hungary, whose postcodes may have four digits. */
const northern = new RegExp(
  String.raw`(?<![\w-])(?:${word} ){0,3}(?:[A-ZÀ-Þ][a-zà-ɏ]{2,24}(?:gatan|gata|gate|gaten|vägen|veien|vegen|vej|gade|gränd|torget|torg|plads|stigen|katu|tie)|${word} (?:gate|gata|vei|plass|utca|út|tér|körút)) \d{1,4}${floor}(?:${gap}(?:\d{3} ?\d{2}|\d{4}) ${city})?`,
  'g',
);
const frenchTown = String.raw`(?:${gap}(?:CH-|F-|B-|L-)?\d{4,5} ${city})`;
const french = new RegExp(
  String.raw`(?<![\w.,-])\d{1,4}(?: ?(?:bis|ter|quater))?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]d|[Pp]lace|[Aa]llée|[Ii]mpasse|[Pp]assage|[Vv]oie|[Rr]oute|[Ss]quare|[Ss]entier|[Ff]aubourg|[Ee]splanade|[Cc]hemin|[Qq]uai|[Cc]ours)(?: (?:de|du|des|la|le|les|l'|d')){0,4}[ ']?(?:${word}[ -]?){1,4}${frenchTown}?`,
  'y',
);
/** Floor and door, district, then postcode and town; in Brazil the town comes first. */
const details = String.raw`(?:, [\wÀ-ɏ.º°ª -]{1,30}?){0,3}?`;
const latinTown = String.raw`(?:${details}(?:, | - |,?\n)(?:\d{5}(?![\d-])|\d{4}-\d{3}|\d{2}-\d{3}) ${city}|${details}, ?\d{5}-\d{3}(?!\d)|, ${city}(?=[.;\n"']|$))`;
const latin = new RegExp(
  String.raw`(?<!\w)(?:Calle|C/|Avenida|Avda\.|Av\.|Plaza|Paseo|Via|Viale|Piazza|Corso|Rua|Travessa|Largo|Praça|Praceta|Alameda|Carrer|Ronda|Camino|Carretera|Vicolo|ul\.|ulica|al\.|os\.) (?:(?:de|del|la|las|los|el|della|dei|di|da|do|das|dos|d') ?){0,4}(?:${word} (?:(?:de|del|da|do|dos|das|di|la) )?){0,3}${word},? (?:n[ºo°]\.? ?)?\d{1,5}(?:[/-]\w{1,4}| ?[a-zA-Z](?![\wÀ-ɏ]))?(?![\d.]\d|\d)${latinTown}?`,
  'y',
);
const dutchTown = /^(?:, |\n)\d{4} ?[A-Z]{2} [A-Z][a-z]+/;
const dutch =
  /(?<!\w)(?:[A-Z][a-z]{2,14} ){0,2}[A-Z][a-z]{1,24}(?:straat|laan|weg|plein|gracht|kade|singel|dijk) \d{1,4}(?: ?[a-zA-Z]|-\w{1,3})?\b/g;

/** The last word of a German or Dutch street. */
const streetBefore =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|chaussee|straat|laan|plein|gracht|kade|singel|dijk|gürtel|steig|stieg|graben|markt|wall|zeile|promenade|kai|gatan|gata|gate|gaten|vägen|veien|vegen|vej|vei|gade|gränd|torg|torget|plads|plass|stigen|katu|tie|utca|út|tér|körút) $/i;

/** The flat with which British addresses begin. */
const flatBefore =
  /(?:\b(?:Flat|Apartment|Apt\.?|Unit|Suite|Room|Floor|Plot|Block|House|Shop) (?:[\dA-Z]{1,4},?(?: [A-Z][a-z]{2,14}){0,2},?[ \n])?|(?<!\d)\d{1,4}\/)$/;

/** A postcode of five digits and a town. */
const codeBehind = new RegExp(String.raw`^${floor}(?:, |,? ?\n)${euPostcode} [A-ZÀ-Þ]`);

/** The key of a form, and its value in quotes, in a tag or on the rest of the line. */
const keyed =
  /(?<key>[\wÀ-ɏ]{0,24}?(?:address|street|line1|adresse|anschrift|stra(?:ß|ss)e|direcci[oó]n|domicilio|indirizzo|endere[cç]o|adres)[\w-]{0,8})["'`\]]{0,3}[ \t]{0,3}(?:[:=]|=>|>|\(|\{)[ \t]{0,12}(?<quote>["'`]?)(?<value>[A-Za-zÀ-ɏ\d][^"'`\n\\<>{}|]{5,140})/iy;
/** Keys after which a street is enough; the "address" of a machine may be something else. */
const sureKey =
  /street|line_?1|anschrift|stra(?:ß|ss)e|(?:shipping|billing|home|mailing|postal|delivery|residential)_?address|address_?(?:line)?_?1|domicilio/i;
const houseNumber = /(?:^|[\s,])(?:n[º°o]\.? ?)?\d{1,5}(?:[/-]\d{0,4})?[A-Za-z]?(?=$|[\s,.;/-])/;
const wordOfStreet = /(?<![A-Za-zÀ-ɏ])[A-ZÀ-ÞĀ-ɏ][a-zà-ɏ]{2,}/;
const notAddress =
  /[=()[\];@_$*+#?!]|::|0x|\/\/|:\d|\d\.\d|\b(?:must|should|invalid|error|byte|bit|port|host)\b/i;

/** Numbers with a word for a street that mean something else in programs. */
const technical =
  /^\d+(?:-|\s)(?:Way|Drive|Place|Lane|Court|Circle|St|Ct|Square|Run|Row|Loop|Walk|Close|Hill)\b(?! (?:de|du|des|d'))|\b(?:HTTP|Status|Error|Step|Figure|Table|Chapter|Line|Page|Test|Memory|Cache|Thread|Merge|Set|Data|Type|Value|Node|File|Code|Bit|Byte|Key|Array|Index|Event|Request|Response)\b/;

/** The address of a company or foundation in a licence is public. */
const organisation = /(?:Foundation|Inc\.|Corp\.|Ltd\.|LLC|GmbH),?[\s#*/]*$/;

/**
 * Postal addresses: number and street as written in English, German, French, Spanish, Italian, Dutch and the Nordic
 * languages, with flat, town and postcode. Not matched: postcodes alone, memory and e-mail "addresses", and the technical
 * meanings of way, drive, lane and place.
 */
export const address = defineGuardrail({
  id: 'address',
  name: 'Postal addresses',
  description: 'Streets with number, and the flat, town and postcode after them',
  group: 'pii',
  priority: 80,
  tokenPrefix: 'cgaddr',
  keywords: {
    addressKey: {
      words:
        'address|street|line1|adresse|anschrift|straße|strasse|dirección|direccion|domicilio|indirizzo|endereço|endereco|adres'.split(
          '|',
        ),
      anyCase: true,
    },
    poBox: { words: ['Box '] },
    spanishStreet: {
      words:
        'Calle |C/ |Avenida |Avda. |Av. |Plaza |Paseo |Via |Viale |Piazza |Corso |Rua |Travessa |Largo |Praça |Praceta |Alameda |Carrer |Ronda |Camino |Carretera |Vicolo |ul. |ulica |al. |os. '.split(
          '|',
        ),
    },
  },
  shapes: ['houseNumber', 'numberBehindStreet'],
  find({ text, places }, report) {
    const take = (start: number, found: string) => {
      if (!isAddress(text, start, found)) return;
      const flat = flatBefore.exec(text.slice(Math.max(0, start - 44), start))?.[0] ?? '';
      report(start - flat.length, start + found.length);
    };
    const numbers = places.of('houseNumber').starts;
    for (const expression of [english, coded, french]) reportAt(expression, text, numbers, take);
    reportAt(latin, text, places.of('spanishStreet').starts, take);
    reportAround(poBox, text, places.of('poBox').starts, 7, take);
    const behind = places
      .of('numberBehindStreet')
      .starts.filter((at) => streetBefore.test(text.slice(Math.max(0, at - 12), at)));
    reportAround(german, text, behind, 70, take);
    reportAround(northern, text, behind, 70, take);
    const beforeCode = places
      .of('numberBehindStreet')
      .ends.filter((end) => codeBehind.test(text.slice(end, end + 40)));
    reportAround(continental, text, beforeCode, 90, take);
    reportAround(dutch, text, behind, 40, (start, found) => {
      const end = start + found.length;
      const town = dutchTown.exec(text.slice(end, end + 48));
      if (town !== null) report(start, end + town[0].length);
    });
    reportKeyed(text, places.of('addressKey').starts, report);
    reportColumns(text, places.of('addressKey').ends, report);
  },
});

function isAddress(text: string, start: number, found: string): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  if (organisation.test(before) || technical.test(found)) return false;
  return !(
    /^(?:19|20)\d\d /.test(found) && /(?:©|\(c\)|copyright|[-–,]) *$/i.test(before.slice(-12))
  );
}

type Take = (start: number, found: string) => void;

/** Matches that begin at one of the offsets. */
function reportAt(expression: RegExp, text: string, places: readonly number[], take: Take): void {
  let done = 0;
  for (const at of places) {
    if (at < done) continue;
    expression.lastIndex = at;
    const found = expression.exec(text)?.[0];
    if (found === undefined) continue;
    done = at + found.length;
    take(at, found.replace(/(?<![ ,.'\-])[ ,.'\-]+$/, ''));
  }
}

/** Longest rest of an address after its street, in characters. */
const maxAhead = 160;

/** Matches that begin up to `back` characters before one of the offsets. */
function reportAround(
  expression: RegExp,
  text: string,
  places: readonly number[],
  back: number,
  take: Take,
): void {
  let done = 0;
  for (const at of places) {
    if (at < done) continue;
    // One more character on the left, for the look-behind of the expression.
    const from = Math.max(done, at - back - 1);
    for (const match of matchesOf(expression, text.slice(from, at + maxAhead))) {
      const start = from + match.index;
      if (start > at) break;
      done = start + match[0].length;
      take(start, match[0].replace(/(?<![ ,.'\-])[ ,.'\-]+$/, ''));
    }
  }
}

function reportKeyed(text: string, places: readonly number[], report: Report): void {
  for (const at of places) {
    keyed.lastIndex = at;
    const { key = '', quote = '', value: raw = '' } = keyed.exec(text)?.groups ?? {};
    if (key === '') continue;
    // Without quotes, the sentence may continue after it.
    const line =
      quote === '' ? (raw.split(/ {2}|[.;] (?=[A-ZÀ-Þ])|; |, (?:tel|phone)/i, 1)[0] ?? '') : raw;
    const value = line.replace(/(?<![ ,.;:)])[ ,.;:)]+$/, '');
    const start = keyed.lastIndex - raw.length;
    if (isAddressOf(key, value)) report(start, start + value.length);
  }
}

/** Columns of tables: a street and a number are enough, because the values are short. */
function reportColumns(text: string, ends: readonly number[], report: Report): void {
  for (const at of ends) {
    for (const { start, end } of columnBelow(text, at)) {
      const value = text.slice(start, end);
      if (/\d/.test(value) && wordOfStreet.test(value) && !notAddress.test(value))
        report(start, end);
    }
  }
}

function isAddressOf(key: string, value: string): boolean {
  if (!houseNumber.test(value) || !wordOfStreet.test(value) || notAddress.test(value)) return false;
  // A sentence has several words in lower case, an address has hardly any.
  if ((value.match(/(?<![A-Za-zÀ-ɏ])[a-zà-ɏ]{4,}/g) ?? []).length > 2) return false;
  return sureKey.test(key) || /,/.test(value) || anyPostcode.test(value);
}
