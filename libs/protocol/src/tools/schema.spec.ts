import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@codegate/kernel';
import fc from 'fast-check';

import { isStrictSchema, removeKeywords, toToolSchema } from './schema.js';

const clean = (schema: JsonObject | undefined, refusedKeywords: string[] = []): JsonObject =>
  toToolSchema(schema, { refusedKeywords, needsItems: true }).schema;

const content = { content: { type: 'string' } };
const url = { source_url: { type: 'string' } };

describe('toToolSchema', () => {
  it('removes refused keywords but not properties of the same name', () => {
    const schema = {
      $schema: 'x',
      properties: {
        format: { type: 'string', format: 'date', default: { format: 1 } },
        list: { type: 'array', items: { anyOf: [{ type: 'string', format: 'uri' }] } },
      },
      required: ['format'],
    };

    expect(clean(schema, ['format'])).toEqual({
      type: 'object',
      properties: {
        format: { type: 'string', default: { format: 1 } },
        list: { type: 'array', items: { anyOf: [{ type: 'string' }] } },
      },
      required: ['format'],
    });
  });

  it('makes an object schema of nothing', () => {
    expect(clean(undefined)).toEqual({ type: 'object', properties: {} });
  });

  it('copies a key __proto__ as data', () => {
    const schema = JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as JsonObject;

    const cleaned = clean(schema);

    expect(Object.keys(cleaned.properties as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(cleaned.properties)).toBe(Object.prototype);
  });

  describe('case 20: a union at the top', () => {
    it.each(['anyOf', 'oneOf'])('of %s keeps the properties of all branches', (keyword) => {
      const branches = [
        { type: 'object', properties: content, required: ['content'] },
        { type: 'object', properties: url, required: ['source_url'] },
      ];

      expect(clean({ type: 'object', [keyword]: branches })).toEqual({
        type: 'object',
        properties: { ...content, ...url },
        description: 'Give the properties of one of these sets: (content) or (source_url).',
      });
    });

    it('requires what the root and every branch require', () => {
      const schema = {
        type: 'object',
        properties: { id: { type: 'string' } },
        required: ['id'],
        anyOf: [
          { properties: { ...content, mode: {} }, required: ['mode', 'content'] },
          { properties: { ...url, mode: {} }, required: ['source_url', 'mode'] },
        ],
      };

      expect(clean(schema).required).toEqual(['id', 'mode']);
    });

    it('of allOf has all properties and requires all that is required', () => {
      const schema = {
        allOf: [
          { type: 'object', properties: content, required: ['content'] },
          { type: 'object', properties: url, required: ['source_url'], description: 'd' },
        ],
      };

      expect(clean(schema)).toEqual({
        type: 'object',
        properties: { ...content, ...url },
        required: ['content', 'source_url'],
        description: 'd',
      });
    });

    it('with a branch null means the other branch', () => {
      const schema = {
        anyOf: [{ type: 'object', properties: content, required: ['content'] }, { type: 'null' }],
      };

      expect(clean(schema)).toEqual({
        type: 'object',
        properties: content,
        required: ['content'],
      });
    });

    it('of types object and null is an object', () => {
      expect(clean({ type: ['object', 'null'], properties: content })).toEqual({
        type: 'object',
        properties: content,
      });
    });

    it('follows a reference, also inside a branch and to the schema itself', () => {
      const $defs = {
        Args: { anyOf: [{ $ref: '#/$defs/Text' }, { $ref: '#/$defs/Args' }, { properties: url }] },
        Text: { type: 'object', properties: content, required: ['content'] },
      };

      expect(clean({ $ref: '#/$defs/Args', $defs })).toMatchObject({
        type: 'object',
        properties: { ...content, ...url },
        $defs,
      });
    });

    it('makes one enum of the values that tell the branches apart', () => {
      const schema = {
        oneOf: [
          { properties: { kind: { const: 'text' }, ...content }, required: ['kind'] },
          { properties: { kind: { type: 'string', enum: ['url'] }, ...url }, required: ['kind'] },
        ],
      };

      expect(clean(schema)).toMatchObject({
        properties: { kind: { type: 'string', enum: ['text', 'url'] } },
        required: ['kind'],
      });
    });

    it('keeps both forms of a property the branches define differently', () => {
      const schema = {
        anyOf: [{ properties: { a: { type: 'string' } } }, { properties: { a: { minimum: 1 } } }],
      };

      expect(clean(schema).properties).toEqual({
        a: { anyOf: [{ type: 'string' }, { minimum: 1 }] },
      });
    });

    it('keeps references into a branch valid', () => {
      const schema = {
        type: 'object',
        anyOf: [
          { properties: { from: { type: 'object', properties: content } } },
          { properties: { to: { $ref: '#/anyOf/0/properties/from' } } },
        ],
      };

      expect(clean(schema)).toMatchObject({
        properties: { to: { $ref: '#/$defs/branch1' } },
        $defs: { branch1: { type: 'object', properties: content } },
      });
    });

    const branch = fc.record({
      properties: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), fc.constant({})),
      required: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    });
    it('never loses a property or asks for more than a branch does', () => {
      fc.assert(
        fc.property(
          fc.constantFrom('anyOf' as const, 'oneOf' as const, 'allOf' as const),
          fc.array(branch, { minLength: 1, maxLength: 4 }),
          branch,
          (keyword, branches, root) => {
            const written = clean({ ...root, [keyword]: branches });

            expect(written).not.toHaveProperty(keyword);
            const names = [root, ...branches].flatMap(({ properties }) => Object.keys(properties));
            expect(new Set(Object.keys(written.properties as object))).toEqual(new Set(names));
            const joined = (each: (typeof branches)[number][]): string[] => {
              const all = each.flatMap(({ required }) => required);
              if (keyword === 'allOf') return all;
              return all.filter((name) => each.every(({ required }) => required.includes(name)));
            };
            const required = new Set([...root.required, ...joined(branches)]);
            expect(new Set((written.required as string[] | undefined) ?? [])).toEqual(required);
          },
        ),
      );
    });
  });

  describe('case 21: an array', () => {
    it.each([
      [{ type: 'array' }, { type: 'array', items: {} }],
      [{ type: ['array', 'null'] }, { type: ['array', 'null'], items: {} }],
      [{ type: 'list' }, { type: 'array', items: {} }],
      [
        { type: 'array', items: null },
        { type: 'array', items: {} },
      ],
      [
        { type: 'array', items: { type: 'array' } },
        { type: 'array', items: { type: 'array', items: {} } },
      ],
      [
        { type: 'array', items: [{ type: 'string' }, {}], additionalItems: false },
        { type: 'array', prefixItems: [{ type: 'string' }, {}], items: false },
      ],
      [
        { type: 'array', items: [] },
        { type: 'array', items: {} },
      ],
      [{ anyOf: [{ type: 'array' }, {}] }, { anyOf: [{ type: 'array', items: {} }, {}] }],
    ])('%j becomes %j, at any depth', (given, written) => {
      const at = (schema: JsonObject): JsonObject => ({
        type: 'object',
        properties: { x: schema, deep: { type: 'object', properties: { y: schema } } },
        $defs: { z: schema },
      });

      expect(clean(at(given))).toEqual(at(written));
      expect(removeKeywords(at(given), [])).toEqual(at(written));
    });

    it.each([
      [{ type: 'array', items: { type: 'string' } }],
      [{ type: 'array', prefixItems: [{ type: 'string' }] }],
      [{ type: 'array', items: false }],
      [{ type: 'string' }],
      [{ const: { type: 'array' } }],
    ])('%j stays as it is', (schema) => {
      expect(clean({ properties: { x: schema } }).properties).toEqual({ x: schema });
    });

    it('gets no items where the target does not ask for them', () => {
      const schema = { type: 'object', properties: { x: { type: 'array' } } };

      expect(toToolSchema(schema, { refusedKeywords: [], needsItems: false }).schema).toEqual(
        schema,
      );
    });
  });

  it.each([
    [{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    [{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    [{ type: 'string', required: true }, { type: 'string' }],
    [{ type: 'any', description: 'd' }, { description: 'd' }],
    [{ type: 'str', enum: [], title: null }, { type: 'string' }],
    [
      { type: 'string', default: null },
      { type: 'string', default: null },
    ],
  ])('writes %j of earlier drafts and other languages as %j', (given, written) => {
    expect(clean({ properties: { x: given } }).properties).toEqual({ x: written });
  });
});

describe('isStrictSchema', () => {
  const closed = {
    type: 'object',
    properties: { a: { type: 'string' } },
    required: ['a'],
    additionalProperties: false,
  };

  it.each([
    [closed, true],
    [{ ...closed, required: [] }, false],
    [{ ...closed, additionalProperties: true }, false],
    [{ ...closed, properties: { a: { type: 'array', items: { type: 'object' } } } }, false],
    [{ ...closed, properties: { a: { anyOf: [closed, { type: 'null' }] } } }, true],
    [{ ...closed, properties: { a: { type: 'string', default: 'x' } } }, false],
    [{ ...closed, properties: { a: { oneOf: [closed] } } }, false],
    [{ ...closed, properties: { default: { type: 'string' } }, required: ['default'] }, true],
  ])('%j is %s', (schema, expected) => {
    expect(isStrictSchema(schema)).toBe(expected);
  });
});
