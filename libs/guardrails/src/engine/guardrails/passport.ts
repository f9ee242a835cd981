import { isAlphanumeric } from '../detect/boundaries.js';
import type { Guardrail, Report } from '../detect/guardrail.js';
import { columnBelow } from '../detect/table-columns.js';

/** From the word to its number: "passport no. is", `"passportNumber": "`. */
const link =
  /^(?:[ _-]?(?:s|id|card|book)?[ _-]?(?:nummer|number|numéro|número|numero|num|no|nr|n°|nº|#|code|document)?(?:[ _-]?(?:der|de|du|del))?[.)]?["'`\]]{0,3}[ \t]*(?:[:=#>,(|]|is|was|are|ist|est|es|reads|ends)?[ \t]*["'`(]{0,3})(?:(?:with|issued|US|UK|U\.S\.|German|French|British)[ \t]+)?(?<![A-Za-z0-9])(?<value>[A-Z0-9][A-Z0-9 ]{5,11}[A-Z0-9])/i;
/** National layouts (ICAO's and the issuers' descriptions): nine digits, one or two letters and digits… */
const layouts: readonly RegExp[] = [
  /^[A-Z]?\d{8,9}$/,
  /^[A-Z]{1,2}\d{6,7}$/,
  /^[CFGHJKL][CFGHJKLMNPRTVWXYZ0-9]{8}\d?$/,
  /^\d{2}[A-Z]{2}\d{5}$/,
  /^[A-Z]{3}\d{6}$/,
  /^[MSROD]\d{3}[A-Z]\d{4}$/,
  /^[A-Z]{2}[A-Z0-9]{6}\d$/,
];
/** First line of a passport's machine-readable zone, then the second (ICAO 9303-4). */
const machineReadable =
  /P[A-Z<][A-Z]{3}[A-Z<]{39}(?:\r?\n|\\n)(?<second>[A-Z0-9<]{9}\d[A-Z<]{3}\d{7}[MFX<]\d{7}[A-Z0-9<]{14}[0-9<]\d)/g;

/**
 * Passport numbers. Their shapes are those of any id, so only right behind the word; passport.js, the
 * middleware, is no travel document.
 */
export const passport: Guardrail = {
  id: 'passport',
  name: 'Passport numbers',
  description: 'Numbers called passport numbers, and machine-readable zones',
  group: 'pii',
  priority: 55,
  find({ text, landmarks }, report) {
    for (const from of landmarks.of('passport').ends) {
      findInColumn(text, from, report);
      const found = link.exec(text.slice(from, from + 72));
      if (found === null) continue;
      const value = longestNumber(found.groups?.['value'] ?? '');
      const start = from + found[0].length - (found.groups?.['value'] ?? '').length;
      if (value !== undefined && !isAlphanumeric(text.charCodeAt(start + value.length))) {
        report(start, start + value.length);
      }
    }
    if (!text.includes('<<')) return;
    for (const match of text.matchAll(machineReadable)) {
      const second = match.groups?.['second'] ?? '';
      if (hasValidChecks(second)) report(match.index, match.index + match[0].length);
    }
  },
};

/** A table with a column of passport numbers. */
function findInColumn(text: string, from: number, report: Report): void {
  if (!/[\w"';,|\t\r\n]/.test(text.charAt(from))) return;
  for (const { start, end } of columnBelow(text, from)) {
    const value = text.slice(start, end);
    if (/\d{5}/.test(value) && layouts.some((layout) => layout.test(value))) report(start, end);
  }
}

/** The number at the front of what follows; blanks within it are allowed, words behind it are not. */
function longestNumber(value: string): string | undefined {
  for (let end = value.length; end >= 7; end -= 1) {
    const candidate = value.slice(0, end);
    const compact = candidate.replaceAll(' ', '');
    if (candidate.endsWith(' ') || candidate !== candidate.toUpperCase()) continue;
    if (layouts.some((layout) => layout.test(compact))) return candidate;
  }
  return undefined;
}

/** ICAO 9303-3: weights 7, 3, 1; letters count from 10, `<` as 0. */
function hasValidChecks(line: string): boolean {
  const isValid = (from: number, to: number) => {
    let sum = 0;
    for (let index = from; index < to; index += 1) {
      const character = line.charAt(index);
      const value = character === '<' ? 0 : Number.parseInt(character, 36);
      sum += value * ([7, 3, 1][(index - from) % 3] ?? 0);
    }
    return String(sum % 10) === line.charAt(to);
  };
  return isValid(0, 9) && isValid(13, 19) && isValid(21, 27);
}
