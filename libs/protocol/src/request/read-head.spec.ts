import { describe, expect, it } from '@jest/globals';

import { endpointOf } from '../registry.js';
import { readRequestHead } from './read-head.js';

const read = (body: unknown, maxValues?: number) =>
  readRequestHead(
    endpointOf('chat'),
    {
      path: '/v1/chat/completions',
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      headers: {},
    },
    maxValues,
  );

describe('readRequestHead', () => {
  it('H9: refuses a model name of more than 256 characters', () => {
    expect(read({ model: 'm'.repeat(256) }).model).toHaveLength(256);
    expect(() => read({ model: 'm'.repeat(257) })).toThrow(
      'model: the name is longer than 256 characters',
    );
  });

  it('H1: refuses too many JSON values, whether there are few or many bytes', () => {
    const list = (length: number) => ({ model: 'm', list: Array.from({ length }, () => ({})) });

    expect(read(list(97), 100).values).toBe(100);
    expect(() => read(list(98), 100)).toThrow('more than 100 JSON values');
    expect(() => read(list(100_000), 100)).toThrow('more than 100 JSON values');
  });

  it('H1: does not parse a body with too many values', () => {
    expect(() => read(`{"model":"m","list":[${'1,'.repeat(1_000)}`, 100)).toThrow(
      'more than 100 JSON values',
    );
  });

  it('counts a long text as one value', () => {
    expect(read({ model: 'm', text: '{"a":[1,2,3]},'.repeat(1_000) }, 100).values).toBe(3);
  });

  it('refuses what is nested too deep', () => {
    expect(() => read(`{"model":"m","a":${'['.repeat(500)}${']'.repeat(500)}}`)).toThrow(
      'nested more than 500 levels deep',
    );
    expect(() => read(`{"model":"m","a":${'['.repeat(499)}${']'.repeat(499)}}`)).not.toThrow();
  });
});
