import { isCalled, standsAlone } from '../detect/digit-context.js';
import { defineGuardrail } from '../detect/guardrail.js';

const grouped = /(\d{3})([- ])(\d{2})\2(\d{4})(?!\d)/y;
const bare = /(\d{3})()(\d{2})(\d{4})/y;
const words =
  /(?:(?<![a-z])ssn|social[ _-]?security|\bs\.s\.n|\btax[ _-]?(?:payer)?[ _-]?id|\bitin\b|\btin\b|\bw-?2\b|socialSecurity)[^\d\n]{0,24}$/i;
/** Never issued, because they were used in advertisements (SSA, "Social Security Number Verification"). */
const neverIssued = new Set(['078051120', '219099999', '457555462']);

/**
 * Social security numbers (and ITINs): three, two and four digits with hyphens, or after a word for one. Area not
 * 000, 666 or 9xx, group not 00, serial not 0000 (SSA, POMS RM 10201.030); there is no checksum.
 */
export const ssn = defineGuardrail({
  id: 'ssn',
  name: 'Social security numbers',
  description: 'US social security numbers and ITINs',
  group: 'pii',
  priority: 50,
  tokenPrefix: 'cgssn',
  shapes: ['threeDigits', 'nineDigits'],
  find({ text, places }, report) {
    for (const start of places.of('threeDigits').starts) {
      const match = matchAt(grouped, text, start);
      if (match === null || !isIssued(match)) continue;
      const end = start + match[0].length;
      if (!standsAlone(text, start, end)) continue;
      if (match[2] === '-' || isCalled(text, start, words)) report(start, end);
    }
    for (const start of places.of('nineDigits').starts) {
      if (!isCalled(text, start, words) || !standsAlone(text, start, start + 9)) continue;
      const match = matchAt(bare, text, start);
      if (match !== null && isIssued(match)) report(start, start + 9);
    }
  },
});

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

function isIssued(match: RegExpExecArray): boolean {
  const [area, group, serial] = [match[1] ?? '', match[3] ?? '', match[4] ?? ''];
  if (neverIssued.has(area + group + serial) || group === '00' || serial === '0000') return false;
  if (area === '000' || area === '666') return false;
  // ITINs: 9xx with these groups (IRS); 987-65-432x is for advertisements.
  if (area.startsWith('9')) return /^(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])$/.test(group);
  return true;
}
