import { describe, expect, it } from '@jest/globals';

import { SettingsResolver } from './settings-resolver.js';

const resolver = () =>
  new SettingsResolver(
    new Map([
      ['privacy_enabled', 'true'],
      ['request_logging', 'true'],
    ]),
  );

describe('SettingsResolver', () => {
  it("lets the key's settings override the tenant's, and those the global ones", () => {
    const tenant = { privacy_enabled: 'false', request_logging: 'false' };

    expect(resolver().resolve(tenant, { request_logging: 'true' }).settings).toMatchObject({
      privacyEnabled: false,
      requestLogging: true,
      anonymizeLogs: true,
    });
  });

  it('has no rules while the guardrails are off', () => {
    expect(resolver().resolve({ privacy_enabled: 'false' }).rules).toBeNull();
    expect(resolver().resolve().rules).not.toBeNull();
  });

  it('gives equal callers the same objects, whatever the order of their settings', () => {
    const all = resolver();
    const one = all.resolve({ guardrail_email_enabled: 'false', request_logging: 'false' });
    const other = all.resolve({ request_logging: 'false', guardrail_email_enabled: 'false' });
    const equalRules = all.resolve({ guardrail_email_enabled: 'false' });

    expect(other).toBe(one);
    expect(equalRules.rules).toBe(one.rules);
    expect(all.resolve({ unknown: '1' }).settings).toBe(all.resolve().settings);
    expect(all.resolve({ unknown: '1' }).rules).toBe(all.resolve().rules);
    expect(one.rules).not.toBe(all.resolve().rules);
  });
});
