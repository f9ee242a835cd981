import type { JsonObject } from '@codegate/kernel';
import { editsOfFix, fieldOf, type Change, type LastingFix } from '@codegate/protocol';

/**
 * Adds to `edits` what leaves out the fields an upstream has refused before. Works on the parsed body and on the edits
 * that are going to be made anyway, so the body is neither parsed nor scanned once more.
 *
 * @param json the parsed body before `edits`
 * @param edits new members as JSON text, null for those to take out; extended in place
 * @returns what was left out, for people
 */
export function applyKnownFixes(
  fixes: readonly LastingFix[],
  json: JsonObject,
  edits: Record<string, string | null>,
): Change[] {
  const current: JsonObject = { ...json };
  const apply = (more: Readonly<Record<string, string | null>>): void => {
    for (const [name, text] of Object.entries(more)) {
      edits[name] = text;
      // Without this a second fix would see the field as it was before the first one.
      if (text === null) Reflect.deleteProperty(current, name);
      else current[name] = JSON.parse(text) as unknown;
    }
  };
  apply({ ...edits });
  return fixes.flatMap((fix): Change[] => {
    const more = editsOfFix(fix, current);
    if (!more) return [];
    apply(more);
    return [{ action: 'dropped', path: fieldOf(fix), reason: 'the upstream refused it before' }];
  });
}
