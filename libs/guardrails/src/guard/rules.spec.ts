import { describe, expect, it } from '@jest/globals';

import { builtInIds } from '../engine/index.js';
import { guardrailSetting, rulesFor } from './rules.js';

const stored = (entries: Record<string, string> = {}) => new Map(Object.entries(entries));

describe('guardrail rules', () => {
  it('are all on and anonymize by default', () => {
    const { guardrails } = rulesFor(stored());

    expect(guardrails).toHaveLength(builtInIds.length);
    expect(guardrails.every(({ mode }) => mode === 'anonymize')).toBe(true);
  });

  it.each([
    ['ip', { guardrail_ip_address_enabled: 'false' }],
    ['address', { guardrail_street_address_enabled: 'false' }],
    ['email', { guardrail_email_enabled: 'false' }],
    ['email', { privacy_categories: 'phone,ssn' }],
  ] as const)('%s is off where the original stored %j', (id, entries) => {
    expect(guardrailSetting(id, stored(entries)).enabled).toBe(false);
  });

  it("take an empty list of the original for all, and let the guardrail's own setting win", () => {
    expect(guardrailSetting('email', stored({ privacy_categories: ' ' })).enabled).toBe(true);
    const both = stored({ privacy_categories: 'phone', guardrail_email_enabled: 'true' });
    expect(guardrailSetting('email', both).enabled).toBe(true);
  });

  it('let a tenant decide for itself', () => {
    const global = stored({ guardrail_email_mode: 'block' });

    expect(guardrailSetting('email', global, { guardrail_email_mode: 'report' })).toEqual({
      enabled: true,
      mode: 'report',
      origin: 'tenant',
    });
    expect(guardrailSetting('email', global, {})).toMatchObject({
      mode: 'block',
      origin: 'global',
    });
  });

  it('have equal keys exactly when they are equal', () => {
    const a = rulesFor(stored({ guardrail_email_enabled: 'false' }));
    const b = rulesFor(stored(), { guardrail_email_enabled: 'false' });

    expect(a.key).toBe(b.key);
    expect(a.key).not.toBe(rulesFor(stored()).key);
  });

  it('survive a damaged list of custom rules', () => {
    expect(rulesFor(stored({ custom_guardrails: '{"a":' })).custom).toEqual([]);
    expect(rulesFor(stored({ custom_guardrails: '[1,{"id":"x"}]' })).custom).toEqual([]);
  });
});
