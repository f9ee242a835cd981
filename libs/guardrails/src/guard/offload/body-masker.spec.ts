import { describe, expect, it } from '@jest/globals';

import { cleanPart } from '../parts/mask-part.js';
import { rulesFor } from '../rules.js';
import { BodyMasker } from './body-masker.js';
import type { MaskedParts, MaskJob, NewMapping } from './mask-job.js';

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
/** The result for a body with few changes. */
function partsOf(job: MaskJob): MaskedParts {
  const result = new BodyMasker().mask(job);
  if ('masked' in result) return result;
  throw new Error('the body was masked as a whole');
}
const mappingsIn = (pieces: readonly Uint8Array[]) =>
  pieces.map((piece) => JSON.parse(Buffer.from(piece).toString()) as NewMapping[]).flat();
const pem = `-----BEGIN PRIVATE KEY-----\n${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(4)}\n-----END PRIVATE KEY-----`;

describe('BodyMasker', () => {
  it('returns the layout, the results of parts, and the new mappings', () => {
    const given = aJob(`mail jane@acme-corp.io and ${pem}`);
    const { layout, masked, mappings } = partsOf(given);
    const [[index, part] = [-1, cleanPart]] = masked;
    const [start = 0, end = 0] = layout.lists[0]?.[1] ?? [];

    expect(index).toBe(0);
    expect(JSON.parse(given.body.toString('utf8', start, end))).toMatchObject({ role: 'user' });
    expect(part.changes).toHaveLength(1);
    expect(part.changes[0]?.path).toEqual(['content']);
    expect(part.changes[0]?.value).not.toContain('jane@');
    expect(part.detections.map(({ category }) => category)).toEqual(['email', 'private_key']);
    expect(part.replacements).toHaveLength(2);
    const [mapping, ...more] = mappingsIn(mappings);
    expect(more).toEqual([]);
    expect(pem).toContain(mapping!.value);
  });

  it('returns nothing for parts without detections', () => {
    expect(new BodyMasker().mask(aJob('nothing here'))).toMatchObject({ masked: [], mappings: [] });
  });

  it('makes the same tokens on each thread, and others for another tenant', () => {
    const text = 'mail jane@acme-corp.io';
    const once = partsOf(aJob(text)).masked;

    expect(partsOf(aJob(text)).masked).toEqual(once);
    expect(partsOf(aJob(text, 'other')).masked).not.toEqual(once);
  });

  it('M10: applies many changes itself, so that the event loop need not', () => {
    const lines = Array.from({ length: 4_000 }, (_, index) => `${pem} user${index}@acme-corp.io`);
    const given = aJob(lines.map((line) => line.replaceAll('Q', String(line.length))).join('\n'));
    const result = new BodyMasker().mask(given);
    if ('masked' in result) throw new Error('the changes were left to the event loop');
    const sent = Buffer.from(result.body).toString();

    expect(sent).not.toContain('@acme-corp.io');
    expect(Object.keys(JSON.parse(sent) as object)).toEqual(['model', 'big', 'messages']);
    expect(result.detections).toContainEqual({
      category: 'email',
      mode: 'anonymize',
      count: 4_000,
    });
    expect(mappingsIn(result.mappings).length).toBeGreaterThan(0);
  });
});
