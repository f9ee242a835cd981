import { SeenValues } from '../seen-values.js';
import { ScanText } from '../detect/scan-text.js';
import { builtInGuardrails } from './index.js';
import type { BuiltInId } from '../types.js';

/** What one guardrail finds in a text, for tables of tests. */
export function textsFoundBy(id: BuiltInId): (text: string) => string[] {
  const guardrail = builtInGuardrails.find((each) => each.id === id);
  return (text) => {
    const found: string[] = [];
    guardrail?.find(new ScanText(text, new SeenValues()), (start, end) =>
      found.push(text.slice(start, end)),
    );
    return [...new Set(found)];
  };
}

const characters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Characters that look made by a machine; the same for the same length and alphabet. */
export function machineMade(length: number, alphabet = characters): string {
  let state = 12_345;
  let text = '';
  while (text.length < length) {
    // Numerical Recipes' generator; the upper bits are the good ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet.charAt((state >>> 12) % alphabet.length);
  }
  return text;
}

export const hexDigits = '0123456789abcdef';
export const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
