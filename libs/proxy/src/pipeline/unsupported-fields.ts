import type { Fix } from '@codegate/protocol';

/** Something an upstream refused, and what is done about it since. */
export type RefusedField = {
  provider: string;
  /** Host the refusal came from. */
  origin: string;
  model: string;
  /** The field, with a dot before an inner one. */
  field: string;
  /** Its new name, when it is renamed rather than dropped. */
  renamedTo: string | null;
  /** The upstream's own words. */
  message: string;
  sinceMs: number;
  /** How often it was left out since. */
  applied: number;
};

type LastingFix = Extract<Fix, { kind: 'drop_field' | 'rename_field' }>;
type Entry = { fix: LastingFix; about: RefusedField };

/** After this time the field is sent again: upstreams learn, too. */
const forgetAfterMs = 24 * 60 * 60 * 1000;
const maxEntries = 1_000;

/**
 * Fields upstreams refused, per upstream and model, so that only the first request meets the refusal. In memory: a
 * restart asks again.
 */
export class UnsupportedFields {
  private readonly entries = new Map<string, Entry[]>();
  private size = 0;

  /** Remembers a fix that made a request acceptable. Other kinds of fixes are about one conversation only. */
  add(provider: string, origin: string, model: string, fix: Fix, message: string, nowMs: number) {
    if (fix.kind !== 'drop_field' && fix.kind !== 'rename_field') return;
    if (this.size >= maxEntries) this.clear();
    const key = keyOf(origin, model);
    const known = this.entries.get(key) ?? [];
    const field = fix.kind === 'drop_field' ? fix.path.join('.') : fix.from;
    if (known.some(({ about }) => about.field === field)) return;
    const renamedTo = fix.kind === 'rename_field' ? fix.to : null;
    const about = {
      provider,
      origin,
      model,
      field,
      renamedTo,
      message,
      sinceMs: nowMs,
      applied: 0,
    };
    this.entries.set(key, [...known, { fix, about }]);
    this.size += 1;
  }

  /** Fixes to apply before a request goes to this upstream. */
  fixesFor(origin: string, model: string, nowMs: number): readonly LastingFix[] {
    if (this.size === 0) return [];
    const known = this.entries.get(keyOf(origin, model));
    if (!known) return [];
    const valid = known.filter(({ about }) => nowMs - about.sinceMs < forgetAfterMs);
    if (valid.length < known.length) {
      this.entries.set(keyOf(origin, model), valid);
      this.size -= known.length - valid.length;
    }
    for (const { about } of valid) about.applied += 1;
    return valid.map(({ fix }) => fix);
  }

  list(): RefusedField[] {
    return [...this.entries.values()].flat().map(({ about }) => ({ ...about }));
  }

  clear(): void {
    this.entries.clear();
    this.size = 0;
  }
}

function keyOf(origin: string, model: string): string {
  return `${origin} ${model}`;
}
