import { describe, expect, it } from '@jest/globals';

import { rulesFor } from '../rules.js';
import { BodyMasker } from './mask-bytes.js';

const key = Buffer.alloc(32, 7);
const job = (text: string, tenantId = 't') => ({
  id: 1,
  rules: rulesFor(new Map()),
  keys: [new Uint8Array(key)],
  tenantId,
  dialect: 'messages' as const,
  body: Buffer.from(
    JSON.stringify({ model: 'm', big: 1, messages: [{ role: 'user', content: text }] }),
  ),
});
const pem = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(4)}\n-----END PRIVATE KEY-----`;

describe('BodyMasker', () => {
  it('gives back the bytes, what was found, and what has to be kept', () => {
    const masked = new BodyMasker().mask(job(`mail jane@acme-corp.io and ${pem}`));
    const text = Buffer.from(masked.body).toString();

    expect(masked.changed).toBe(true);
    expect(text).not.toContain('jane@');
    expect(text.startsWith('{"model":"m","big":1,')).toBe(true);
    expect(masked.finds.map(({ category }) => category)).toEqual(['email', 'private_key']);
    expect(masked.mappings).toHaveLength(1);
    expect(pem).toContain(masked.mappings[0]!.value);
    expect(new Map(masked.replacements).size).toBe(2);
  });

  it('gives back the very bytes when there is nothing to find', () => {
    const given = job('nothing here');

    expect(new BodyMasker().mask(given)).toMatchObject({ changed: false, finds: [] });
    expect(Buffer.from(new BodyMasker().mask(given).body).equals(given.body)).toBe(true);
  });

  it('makes the same tokens on every thread, and others for other tenants', () => {
    const text = 'mail jane@acme-corp.io';
    const once = new BodyMasker().mask(job(text)).replacements;

    expect(new BodyMasker().mask(job(text)).replacements).toEqual(once);
    expect(new BodyMasker().mask(job(text, 'other')).replacements).not.toEqual(once);
  });
});
