import { describe, expect, it } from '@jest/globals';

import { describeAdmissionContract } from '../testing/describe-admission-contract.js';
import { MemoryAdmission } from './memory-admission.js';

describeAdmissionContract('memory', () => {
  const admission = new MemoryAdmission();
  const nothing = () => Promise.resolve();
  return Promise.resolve({ instance: () => admission, refresh: nothing, close: nothing });
});

describe('MemoryAdmission', () => {
  it('answers without a promise', () => {
    const terms = { owner: 'me', ttlMs: 1_000, nowMs: 0 };
    const grant = new MemoryAdmission().acquire([{ kind: 'slot', key: 'a', limit: 1 }], terms);

    expect(grant).not.toBeInstanceOf(Promise);
    expect(grant.granted && grant.release()).toBeUndefined();
  });
});
