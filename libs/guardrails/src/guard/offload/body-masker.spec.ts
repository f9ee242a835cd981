import { describe, expect, it } from '@jest/globals';

import { cleanPart } from '../parts/mask-part.js';
import { rulesFor } from '../rules.js';
import { BodyMasker } from './body-masker.js';

const key = Buffer.alloc(32, 7);
const aJob = (text: string, tenantId = 't') => ({
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
  it('returns the layout, the results of parts, and the new mappings', () => {
    const given = aJob(`mail jane@acme-corp.io and ${pem}`);
    const { layout, masked, mappings } = new BodyMasker().mask(given);
    const [[index, part] = [-1, cleanPart]] = masked;
    const [start = 0, end = 0] = layout.lists[0]?.[1] ?? [];

    expect(index).toBe(0);
    expect(JSON.parse(given.body.toString('utf8', start, end))).toMatchObject({ role: 'user' });
    expect(part.changes).toHaveLength(1);
    expect(part.changes[0]?.path).toEqual(['content']);
    expect(part.changes[0]?.value).not.toContain('jane@');
    expect(part.detections.map(({ category }) => category)).toEqual(['email', 'private_key']);
    expect(part.replacements).toHaveLength(2);
    expect(mappings).toHaveLength(1);
    expect(pem).toContain(mappings[0]!.value);
  });

  it('returns nothing for parts without detections', () => {
    expect(new BodyMasker().mask(aJob('nothing here'))).toMatchObject({ masked: [], mappings: [] });
  });

  it('makes the same tokens on each thread, and others for another tenant', () => {
    const text = 'mail jane@acme-corp.io';
    const once = new BodyMasker().mask(aJob(text)).masked;

    expect(new BodyMasker().mask(aJob(text)).masked).toEqual(once);
    expect(new BodyMasker().mask(aJob(text, 'other')).masked).not.toEqual(once);
  });
});
