import { fieldOf, isLasting, type Fix, type LastingFix } from '@codegate/protocol';
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
  /** The beginning of the upstream's message. */
  message: string;
  /** Whether it is applied to the requests of every tenant, because more than one has met the refusal. */
  isShared: boolean;
  /** The tenant that met it first; null for requests without a tenant. */
  tenantId: string | null;
  sinceMs: number;
  expiresAtMs: number;
  /** How often it was left out since. */
  applied: number;
};

/** The upstream and model a fix is for, and whose request met the refusal. */
export type FixedUpstream = Pick<RefusedField, 'provider' | 'origin' | 'model' | 'tenantId'>;
type Entry = { fix: LastingFix; about: RefusedField };

/** After this time the field is sent again: the upstream may support it by then. */
const forgetAfterMs = 24 * 60 * 60 * 1000;
const maxEntries = 1_000;
/** Of those that only one tenant has met. */
const maxEntriesOfTenant = 100;
const maxModelLength = 200;
const maxMessageLength = 300;

/**
 * Fields upstreams refused, per upstream and model, so that only the first request meets the refusal. What one tenant
 * has met changes the requests of that tenant only, until another tenant meets it, too: an error message may repeat
 * text of the request, and no tenant may decide how the requests of others look. Kept in memory: after a restart the
 * fields are sent again.
 */
export class UnsupportedFields {
  /** Bounded by the number of fields, the upstreams and models used longest ago first. */
  private readonly entries = new LRUCache<string, readonly Entry[]>({
    maxSize: maxEntries,
    sizeCalculation: (entries) => entries.length,
  });

  /**
   * Remembers a fix after which the upstream has accepted the request. Fixes for one conversation, and fields the wire
   * formats do not have, are not remembered.
   */
  add({ tenantId, ...upstream }: FixedUpstream, fix: Fix, message: string, nowMs: number): void {
    if (!isLasting(fix) || upstream.model.length > maxModelLength) return;
    const key = keyOf(upstream.origin, upstream.model);
    const known = this.valid(key, nowMs);
    const field = fieldOf(fix);
    const renamedTo = fix.kind === 'rename_field' ? fix.to : null;
    const same = known.find(({ about }) => about.field === field && about.renamedTo === renamedTo);
    const expiresAtMs = nowMs + forgetAfterMs;
    if (same) {
      const { about } = same;
      about.isShared ||= about.tenantId !== tenantId;
      about.expiresAtMs = expiresAtMs;
      return;
    }
    if (this.countOf(tenantId) >= maxEntriesOfTenant) return;
    const about: RefusedField = {
      ...upstream,
      tenantId,
      field,
      renamedTo,
      message: message.slice(0, maxMessageLength),
      isShared: false,
      sinceMs: nowMs,
      expiresAtMs,
      applied: 0,
    };
    this.entries.set(key, [...known, { fix, about }]);
  }

  /** Fixes to apply before a request of this tenant goes to this upstream. */
  fixesFor(
    { origin, model, tenantId }: Omit<FixedUpstream, 'provider'>,
    nowMs: number,
  ): readonly LastingFix[] {
    if (this.entries.size === 0) return [];
    const fixes = this.valid(keyOf(origin, model), nowMs).filter(
      ({ about }) => about.isShared || about.tenantId === tenantId,
    );
    for (const { about } of fixes) about.applied += 1;
    return fixes.map(({ fix }) => fix);
  }

  list(nowMs: number): RefusedField[] {
    return [...this.entries.values()]
      .reverse()
      .flat()
      .filter(({ about }) => about.expiresAtMs > nowMs)
      .map(({ about }) => ({ ...about }));
  }

  clear(): void {
    this.entries.clear();
  }

  private valid(key: string, nowMs: number): readonly Entry[] {
    const known = this.entries.get(key);
    if (!known) return [];
    const valid = known.filter(({ about }) => about.expiresAtMs > nowMs);
    if (valid.length === 0) this.entries.delete(key);
    else if (valid.length < known.length) this.entries.set(key, valid);
    return valid;
  }

  private countOf(tenantId: string | null): number {
    let count = 0;
    for (const entries of this.entries.values()) {
      for (const { about } of entries) {
        if (!about.isShared && about.tenantId === tenantId) count += 1;
      }
    }
    return count;
  }
}

function keyOf(origin: string, model: string): string {
  return `${origin} ${model}`;
}
