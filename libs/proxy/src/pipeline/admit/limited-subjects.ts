import type { Limits, ProxyKey, ProxyTenant } from '../../directory/snapshot.js';
import type { Caller } from '../call.js';

/** A tenant or a key whose limits a request counts against. */
export type LimitedSubject = {
  /** Name of its window of requests and of its slots. */
  readonly key: string;
  readonly limits: Limits;
  /** Part of the messages: empty for the tenant. */
  readonly whose: string;
};

const none: readonly LimitedSubject[] = [];
/** Tenants and keys of a snapshot never change, so this is made once for each of them. */
const known = new WeakMap<ProxyTenant | ProxyKey, readonly LimitedSubject[]>();

/** The tenant first, then the key. */
export function limitedSubjects({ tenant, key }: Caller): readonly LimitedSubject[] {
  if (!tenant) return none;
  const made = known.get(key ?? tenant);
  if (made) return made;
  const ofTenant = { key: `tenant:${tenant.id}`, limits: tenant, whose: '' };
  const ofKey = key && { key: `key:${key.id}`, limits: key, whose: ' of this key' };
  const subjects = ofKey ? [ofTenant, ofKey] : [ofTenant];
  known.set(key ?? tenant, subjects);
  return subjects;
}

/** Name of a window of tokens. */
export function tokensKey(key: string): string {
  return `tokens:${key}`;
}
