import { followsEscape, isAlphanumeric, isWordOrHyphen } from '../detect/boundaries.js';
import { defineGuardrail } from '../detect/guardrail.js';

/** Length by country: the SWIFT registry, and countries that use the format without being in it. */
const lengths = new Map(
  `AD24 AE23 AL28 AO25 AT20 AX18 AZ28 BA20 BE16 BF28 BG22 BH22 BI27 BJ28 BL27 BR29 BY28 CF27 CG27 CH21
  CI28 CM27 CR22 CV25 CY28 CZ24 DE22 DJ27 DK18 DO28 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22
  GE22 GF27 GI23 GL18 GP27 GQ27 GR27 GT28 GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KM27
  KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MF27 MG27 MK19 ML28 MN20 MQ27 MR27
  MT31 MU30 MZ25 NC27 NE28 NI28 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29 RE27 RO24 RS22 RU33
  SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 SO23 ST25 SV28 TD27 TF27 TG28 TL23 TN24 TR26 UA29 VA22 VG24
  WF27 XK20 YE30 YT27`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

/**
 * Bank accounts (ISO 13616): country, length and the mod-97 checksum. With all three, no context is
 * needed. The length decides where the number ends, so the next word does not become part of it.
 */
export const iban = defineGuardrail({
  id: 'iban',
  name: 'IBANs',
  description: 'International bank account numbers, checked with mod-97',
  group: 'financial',
  // Before cards: the digits of an account may pass Luhn, which is a weaker check than mod-97.
  priority: 44,
  tokenPrefix: 'cgiban',
  shapes: ['iban'],
  find({ text, places }, report) {
    for (const start of places.of('iban').starts) {
      const before = text.charCodeAt(start - 1);
      if (
        isWordOrHyphen(before)
          ? !followsEscape(text, start) && !isSubfield(text, start)
          : /(?<!:)[+/]$|[^\w"'\])]=$|==$/.test(text.slice(Math.max(0, start - 2), start))
      ) {
        continue;
      }
      const end = endOfIban(text, start);
      if (end !== undefined) report(start, end);
    }
  },
});

/** `?31AT98…`: a numbered subfield of MT940. */
function isSubfield(text: string, start: number): boolean {
  return /\?\d\d$/.test(text.slice(Math.max(0, start - 3), start));
}

function endOfIban(text: string, start: number): number | undefined {
  const country = text.slice(start, start + 2).toUpperCase();
  const length = lengths.get(country);
  if (length === undefined) return undefined;
  const separator = /[ -]/.test(text.charAt(start + 4)) ? text.charAt(start + 4) : '';
  let compact = '';
  let at = start;
  while (compact.length < length) {
    const character = text.charAt(at);
    if (isAlphanumeric(character.charCodeAt(0))) compact += character;
    // Groups of four as printed (ISO 13616: never another layout).
    else if (separator === '' || character !== separator || compact.length % 4 !== 0)
      return undefined;
    at += 1;
  }
  const next = text.charCodeAt(at);
  if (isAlphanumeric(next) && !followsEscape(text, at + 1)) return undefined;
  const isOneCase = compact === compact.toUpperCase() || compact === compact.toLowerCase();
  return isOneCase && passesMod97(compact.toUpperCase()) ? at : undefined;
}

/** ISO 7064 MOD 97-10 over the number with its first four characters at the end. */
export function passesMod97(iban: string): boolean {
  const check = Number(iban.slice(2, 4));
  if (check < 2 || check > 98) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
