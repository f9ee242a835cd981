import type { RequestsDemand, SlotDemand } from '@codegate/shared-state';

import type { Limits, ProxyKey, ProxyTenant } from '../../directory/snapshot.js';
import type { Caller } from '../call.js';

/** A tenant or a key whose limits a request counts against. */
export type LimitedSubject = {
  /** Name of its windows and slots. */
  readonly key: string;
  readonly limits: Limits;
  /** Part of the messages: empty for the tenant. */
  readonly whose: string;
};

/** A demand on the limits of a tenant or a key, with the part of the message that says whose they are. */
export type Whose<D> = D & Pick<LimitedSubject, 'whose'>;

/** The limits of a caller: the tenant's first, then the key's. */
export type CallerLimits = {
  readonly subjects: readonly LimitedSubject[];
  /** What every request needs, before its body is read. */
  readonly demands: readonly Whose<RequestsDemand | SlotDemand>[];
  readonly limitsTokens: boolean;
};

const none: CallerLimits = { subjects: [], demands: [], limitsTokens: false };
/** Tenants and keys of a snapshot never change, so this is made once for each of them. */
const known = new WeakMap<ProxyTenant | ProxyKey, CallerLimits>();

export function limitsOf({ tenant, key }: Caller): CallerLimits {
  if (!tenant) return none;
  const made = known.get(key ?? tenant);
  if (made) return made;
  const ofTenant = { key: `tenant:${tenant.id}`, limits: tenant, whose: '' };
  const ofKey = key && { key: `key:${key.id}`, limits: key, whose: ' of this key' };
  const subjects = ofKey ? [ofTenant, ofKey] : [ofTenant];
  const limits = {
    subjects,
    demands: subjects.flatMap(toDemands),
    limitsTokens: subjects.some((subject) => subject.limits.tokensPerMinute > 0),
  };
  known.set(key ?? tenant, limits);
  return limits;
}

function toDemands({ key, limits, whose }: LimitedSubject): CallerLimits['demands'][number][] {
  return [
    { kind: 'requests', key, limit: limits.rateLimit, whose },
    { kind: 'slot', key, limit: limits.maxConcurrent, whose },
  ];
}
