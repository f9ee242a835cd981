import { describe, expect, it } from '@jest/globals';

import { toOpenApi31 } from './to-openapi-31.js';

function converted(schema: object): unknown {
  const document = toOpenApi31({ openapi: '3.0.0', components: { schemas: { It: schema } } });
  return (document.components as { schemas: { It: unknown } }).schemas.It;
}

describe('toOpenApi31', () => {
  it('names the version', () => {
    expect(toOpenApi31({ openapi: '3.0.0' })).toEqual({ openapi: '3.1.0' });
  });

  it.each([
    ['a type', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['what is never null', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'a reference',
      { nullable: true, $ref: '#/x' },
      { anyOf: [{ $ref: '#/x' }, { type: 'null' }] },
    ],
    [
      'a described reference',
      { nullable: true, type: 'object', description: 'It', allOf: [{ $ref: '#/x' }] },
      { description: 'It', anyOf: [{ $ref: '#/x' }, { type: 'null' }] },
    ],
    [
      'a choice',
      { nullable: true, oneOf: [{ type: 'string' }, { type: 'integer' }] },
      { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }] },
    ],
    [
      'an enum',
      { nullable: true, type: 'string', enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['an example', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    [
      'an open bound',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 0 },
    ],
    [
      'a closed bound',
      { type: 'number', maximum: 9, exclusiveMaximum: false },
      { type: 'number', maximum: 9 },
    ],
  ])('converts %s', (_, before, after) => {
    expect(converted(before)).toEqual(after);
  });

  it('converts items and additionalProperties', () => {
    const before = {
      type: 'array',
      items: { type: 'object', additionalProperties: { type: 'string', nullable: true } },
    };

    expect(converted(before)).toEqual({
      type: 'array',
      items: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    });
  });

  it('does not change fields that have the name of a keyword', () => {
    const before = {
      type: 'object',
      properties: { nullable: { type: 'boolean' }, example: { type: 'string' } },
    };

    expect(converted(before)).toEqual(before);
  });

  it('does not change data that looks like a schema', () => {
    const value = { type: 'string', nullable: true };

    expect(converted({ type: 'object', default: value })).toEqual({
      type: 'object',
      default: value,
    });
  });
});
