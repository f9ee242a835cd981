import { describe, expect, it } from '@jest/globals';

import { changesBetween, masked } from './masked.js';

describe('masked', () => {
  it('masks secrets at any depth and in any spelling', () => {
    const secrets = {
      ...{ apiKey: 's', refresh_token: 's', 'client-secret': 's', newPassword: 's' },
      ...{ webhookSecret: 's', smtpPassword: 's', recoveryCodes: ['s'] },
    };

    expect(JSON.stringify(masked({ ...secrets, list: [{ deep: secrets }] }))).not.toContain('"s"');
  });

  it('keeps fields with similar names, and null', () => {
    const harmless = {
      ...{ tokenExpiresAt: 1, maxTokens: 5, apiKeyPrefix: 'cgk_12', apiKey: null },
      ...{ hasClientSecret: true, rotateWebhookSecret: false, statusCode: '200' },
    };

    expect(masked(harmless)).toEqual(harmless);
  });

  it('shortens long values', () => {
    const text = JSON.stringify(masked({ text: 'x'.repeat(10_000), list: Array(1_000).fill(1) }));

    expect(text.length).toBeLessThan(600);
  });

  it('limits the depth', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;

    expect(() => JSON.stringify(masked(loop))).not.toThrow();
  });
});

describe('changesBetween', () => {
  it('contains only the changed fields', () => {
    const before = { name: 'A', priority: 0, tags: ['x'], updatedAt: '1' };

    expect(changesBetween(before, { ...before, priority: 7, updatedAt: '2' }, {})).toEqual({
      before: { priority: 0 },
      after: { priority: 7 },
    });
  });

  it('contains a secret that was sent although its mask is the same', () => {
    const state = { name: 'A', apiKey: '***' };

    expect(changesBetween(state, state, { apiKey: 'new' })).toEqual({
      before: { apiKey: '***' },
      after: { apiKey: '***' },
    });
  });

  it('contains every field of a created or deleted resource', () => {
    expect(changesBetween(null, { id: 1, token: 's' }, {})).toEqual({
      before: null,
      after: { id: 1, token: '***' },
    });
    expect(changesBetween({ id: 1 }, undefined, {})).toEqual({ before: { id: 1 }, after: null });
  });
});
