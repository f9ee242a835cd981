import { isCalled, standsAlone } from '../detect/digit-context.js';
import type { Guardrail } from '../detect/guardrail.js';

const grouped = /(?<!\d)(\d{3})([- ])(\d{2})\2(\d{4})(?!\d)/g;
const bare = /(?<!\d)(\d{3})()(\d{2})(\d{4})(?!\d)/g;
const words =
  /(?:\bssn|social[ _-]?security|\bs\.s\.n|\btax[ _-]?(?:payer)?[ _-]?id|\bitin\b|\btin\b|\bw-?2\b|socialSecurity)[^\d\n]{0,24}$/i;
/** Printed in advertisements, therefore never issued (SSA, "Social Security Number Verification"). */
const neverIssued = new Set(['078051120', '219099999', '457555462']);

/**
 * Social security numbers (and ITINs): three, two and four digits with hyphens, or called one. Area not
 * 000, 666 or 9xx, group not 00, serial not 0000 (SSA, POMS RM 10201.030); there is no checksum.
 */
export const ssn: Guardrail = {
  id: 'ssn',
  name: 'Social security numbers',
  description: 'US social security numbers and ITINs',
  group: 'pii',
  priority: 50,
  find({ text }, report) {
    for (const match of text.matchAll(grouped)) {
      const end = match.index + match[0].length;
      if (!isIssued(match) || !standsAlone(text, match.index, end)) continue;
      if (match[2] === '-' || isCalled(text, match.index, words)) report(match.index, end);
    }
    if (!/ssn|social|tax|\bW-?2\b|\bI?TIN\b|s\.s\.n/i.test(text)) return;
    for (const match of text.matchAll(bare)) {
      const end = match.index + match[0].length;
      if (
        isCalled(text, match.index, words) &&
        isIssued(match) &&
        standsAlone(text, match.index, end)
      ) {
        report(match.index, end);
      }
    }
  },
};

function isIssued(match: RegExpMatchArray): boolean {
  const [area, group, serial] = [match[1] ?? '', match[3] ?? '', match[4] ?? ''];
  if (neverIssued.has(area + group + serial) || group === '00' || serial === '0000') return false;
  if (area === '000' || area === '666') return false;
  // ITINs: 9xx with these groups (IRS); 987-65-432x is for advertisements.
  if (area.startsWith('9')) return /^(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])$/.test(group);
  return true;
}
