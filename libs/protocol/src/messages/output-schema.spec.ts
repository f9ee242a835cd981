import { describe, expect, it } from '@jest/globals';

import { toOutputSchema } from './output-schema.js';

const closed = {
  type: 'object',
  properties: { a: { type: 'string' } },
  additionalProperties: false,
};

describe('toOutputSchema', () => {
  it('keeps a schema Anthropic takes', () => {
    const schema = { ...closed, required: ['a'], $defs: { b: closed } };

    expect(toOutputSchema(schema)).toEqual({ schema, isChanged: false });
  });

  it('case 20: closes objects, writes oneOf as anyOf and tells limits in words', () => {
    const schema = {
      $schema: 's',
      type: 'object',
      properties: {
        minimum: { type: 'integer', minimum: 1, maximum: 9, description: 'How many.' },
        choice: { oneOf: [{ type: 'object', properties: { b: {} } }, { type: 'null' }] },
      },
      required: ['minimum'],
    };

    expect(toOutputSchema(schema)).toEqual({
      isChanged: true,
      schema: {
        type: 'object',
        properties: {
          minimum: { type: 'integer', description: 'How many. {minimum: 1, maximum: 9}' },
          choice: {
            anyOf: [
              { type: 'object', properties: { b: {} }, additionalProperties: false },
              { type: 'null' },
            ],
          },
        },
        required: ['minimum'],
        additionalProperties: false,
      },
    });
  });

  it.each([
    [{ type: 'object', additionalProperties: { type: 'string' } }],
    [{ type: 'object' }],
    [{ ...closed, properties: { next: { $ref: '#' } } }],
    [{ $ref: '#/$defs/n', $defs: { n: { ...closed, properties: { n: { $ref: '#/$defs/n' } } } } }],
    [{ ...closed, properties: { a: { $ref: 'https://example.com/s' } } }],
  ])('cannot write %j', (schema) => {
    expect(toOutputSchema(schema)).toBeNull();
  });

  it('takes the same definition twice', () => {
    const schema = {
      ...closed,
      properties: { a: { $ref: '#/$defs/d' }, b: { $ref: '#/$defs/d' } },
      $defs: { d: { type: 'string' } },
    };

    expect(toOutputSchema(schema)?.isChanged).toBe(false);
  });
});
