import { kindsOf } from '../detect/guardrail.js';
import { ScanText } from '../detect/scan-text.js';
import { KeywordTable } from '../scan-index/keyword-table.js';
import { SeenValues } from '../seen-values.js';
import { builtInGuardrails, type BuiltInId } from './index.js';

/**
 * The different values that one guardrail finds in a text. Its keywords are the only ones in the table, and as in the
 * engine it does not run on a text without its keywords and shapes: a keyword that is missing makes its tests fail.
 */
export function textsFoundBy(id: BuiltInId): (text: string) => string[] {
  const guardrail = builtInGuardrails.find((each) => each.id === id);
  if (!guardrail) throw new Error(`There is no guardrail ${id}`);
  const keywords = new KeywordTable([guardrail]);
  const kinds = kindsOf(guardrail);
  return (text) => {
    const found = new Set<string>();
    const scan = new ScanText(text, new SeenValues(keywords));
    if (scan.hasOneOf(kinds)) {
      guardrail.find(scan, (start, end) => found.add(text.slice(start, end)));
    }
    return [...found];
  };
}

const characters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Random-looking characters: the same for the same length and alphabet. */
export function machineMade(length: number, alphabet = characters): string {
  let state = 12_345;
  let text = '';
  while (text.length < length) {
    // The linear congruential generator of Numerical Recipes. Its upper bits are the most random.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet.charAt((state >>> 12) % alphabet.length);
  }
  return text;
}

export const hexDigits = '0123456789abcdef';
export const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
