import type { Fix } from '@codegate/protocol';
import { LRUCache } from 'lru-cache';

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
  /** The upstream's message. */
  message: string;
  sinceMs: number;
  /** How often it was left out since. */
  applied: number;
};

/** A fix that holds for every request to the upstream. */
export type LastingFix = Extract<Fix, { kind: 'drop_field' | 'rename_field' }>;
/** The upstream and model a fix is for. */
export type FixedUpstream = Pick<RefusedField, 'provider' | 'origin' | 'model'>;
type Entry = { fix: LastingFix; about: RefusedField };

/** After this time the field is sent again: the upstream may support it by then. */
const forgetAfterMs = 24 * 60 * 60 * 1000;
const maxEntries = 1_000;

/**
 * Fields upstreams refused, per upstream and model, so that only the first request meets the refusal. Kept in
 * memory: after a restart the fields are sent again.
 */
export class UnsupportedFields {
  /** Bounded by the number of fields, the upstreams and models used longest ago first. */
  private readonly entries = new LRUCache<string, readonly Entry[]>({
    maxSize: maxEntries,
    sizeCalculation: (entries) => entries.length,
  });

  /** Remembers a fix that made a request acceptable. Other kinds of fixes are about one conversation only. */
  add({ provider, origin, model }: FixedUpstream, fix: Fix, message: string, nowMs: number): void {
    if (fix.kind !== 'drop_field' && fix.kind !== 'rename_field') return;
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
  }

  /** Fixes to apply before a request goes to this upstream. */
  fixesFor(origin: string, model: string, nowMs: number): readonly LastingFix[] {
    if (this.entries.size === 0) return [];
    const key = keyOf(origin, model);
    const known = this.entries.get(key);
    if (!known) return [];
    const valid = known.filter(({ about }) => nowMs - about.sinceMs < forgetAfterMs);
    if (valid.length === 0) this.entries.delete(key);
    else if (valid.length < known.length) this.entries.set(key, valid);
    for (const { about } of valid) about.applied += 1;
    return valid.map(({ fix }) => fix);
  }

  list(): RefusedField[] {
    return [...this.entries.values()]
      .reverse()
      .flat()
      .map(({ about }) => ({ ...about }));
  }

  clear(): void {
    this.entries.clear();
  }
}

function keyOf(origin: string, model: string): string {
  return `${origin} ${model}`;
}
