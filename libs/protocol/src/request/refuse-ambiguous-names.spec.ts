import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { JsonObject } from '@codegate/kernel';

import { countMembers, countParsedMembers, firstDuplicateName } from '../json/member-count.js';
import { refuseAmbiguousNames } from './refuse-ambiguous-names.js';

const refuse = (text: string) => {
  refuseAmbiguousNames(Buffer.from(text), JSON.parse(text) as JsonObject);
};

describe('refuseAmbiguousNames', () => {
  it.each([
    ['at the top', '{"model":"a","model":"b"}'],
    ['escaped', '{"model":"a","mod\\u0065l":"b"}'],
    ['with equal values', '{"model":"a","model":"a"}'],
    ['in a message', '{"messages":[{"content":"secret","content":"x"}]}'],
    ['deep in a tool', '{"tools":[{"a":[[{"b":{"c":1,"d":[],"c":{}}}]]}]}'],
    ['behind strings with quotes', '{"a":"\\\\\\"{\\"a\\":1","b":{"x":"\\\\","x":1}}'],
    ['named like a member of Object', '{"__proto__":1,"__proto__":2}'],
    ['with empty names', '{"a":{"":1,"":2}}'],
  ])('M7: refuses a name that occurs twice: %s', (_, text) => {
    expect(() => {
      refuse(text);
    }).toThrow(/ twice in one object/);
  });

  it.each([
    '{"model":"a","Model":"b"}',
    '{"model":"a","MAX_TOKENS":1}',
    '{"me\\u017f\\u017fages":[]}',
    '{"to\\u212aen":1,"token":2}',
    '{"user":"a","USER":"b"}',
  ])('M7: refuses outermost fields that differ in case only: %s', (text) => {
    expect(() => {
      refuse(text);
    }).toThrow(/ in different letter case/);
  });

  it('M7: names a field of the API, and no other name, which may hold private data', () => {
    expect(() => {
      refuse('{"max_tokens":1,"max_tokens":2}');
    }).toThrow(expect.objectContaining({ code: 'invalid_request', field: 'max_tokens' }));
    expect(() => {
      refuse('{"jane@acme-corp.io":1,"jane@acme-corp.io":2}');
    }).toThrow(expect.not.objectContaining({ message: expect.stringContaining('jane') }));
  });

  it.each([
    '{"a":{"a":{"a":[{"a":1},{"a":1}]}},"b":":\\":{}[],"}',
    '{"input":{"Path":1,"path":2},"X":1,"x_y":2}',
    '{}',
  ])('accepts names that occur once in each object: %s', (text) => {
    refuse(text);
  });

  it('M7: counts the members of every JSON text as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), fc.boolean(), (text, isIndented) => {
        const json: unknown = JSON.parse(text);
        const written = JSON.stringify(json, null, isIndented ? 2 : 0);
        expect(countMembers(Buffer.from(written))).toBe(countParsedMembers(json));
        expect(firstDuplicateName(Buffer.from(written))).toBeNull();
      }),
    );
  });

  it('M7: finds a name that occurs twice in any object of any JSON text', () => {
    const name = fc.string();
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.json(), name, (value, other, repeated) => {
        const key = JSON.stringify(repeated);
        const text = `{"z":[${value},{${key}:${other},"y":{},${key}:${value}}]}`;
        fc.pre(repeated !== 'y');
        expect(countMembers(Buffer.from(text))).not.toBe(countParsedMembers(JSON.parse(text)));
        expect(firstDuplicateName(Buffer.from(text))).toBe(repeated);
      }),
    );
  });
});
