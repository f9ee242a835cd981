import fc from 'fast-check';

type Schema = Record<string, any>;

/** Values an OpenAPI 3.1 schema allows. */
export function arbitraryOf(schema: Schema, document: any): fc.Arbitrary<unknown> {
  const go = (inner: Schema) => arbitraryOf(inner, document);
  if (schema.$ref) {
    return go(
      (schema.$ref as string)
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], document),
    );
  }
  if (schema.enum) return fc.constantFrom(...(schema.enum as unknown[]));
  const choices = (schema.oneOf ?? schema.anyOf ?? schema.allOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map(go));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...(schema.type as string[]).map((type) => go({ ...schema, type })));
  }
  switch (schema.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'number':
      return fc.integer({ min: schema.minimum ?? -5, max: schema.maximum ?? 1_000 });
    case 'array': {
      const minLength = (schema.minItems ?? 0) as number;
      return fc.array(go(schema.items ?? {}), { minLength, maxLength: minLength + 2 });
    }
    case 'string':
      return textOf(schema);
    case 'object':
      return objectOf(schema, go);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 100 }: Schema): fc.Arbitrary<string> {
  if (format === 'email') return fc.emailAddress();
  if (format === 'date-time') return fc.constant('2030-01-01T00:00:00.000Z');
  if (pattern) return fc.stringMatching(new RegExp(pattern as string));
  const most = Math.min(maxLength as number, (minLength as number) + 40);
  return fc.oneof(
    fc.string({ minLength, maxLength: most }),
    fc.string({ minLength, maxLength: most, unit: 'grapheme' }),
    fc.constant('http://127.0.0.1:9/v1'.padEnd(minLength as number, 'x')),
  );
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  go: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.entries<Schema>(properties).map(([name, it]) => [name, go(it)] as const);
  const record = fc.record(Object.fromEntries(fields), { requiredKeys: required });
  if (typeof additionalProperties !== 'object') return record;
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), go(additionalProperties), {
    maxKeys: 3,
  });
}

/** Values no field should choke on. */
export const hostileValue: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -1,
  0.1,
  1e308,
  -1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2 ** 31,
  '',
  ' ',
  '0',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egnp.exe',
  '💥'.repeat(100),
  'é́́́́',
  "' OR 1=1; DROP TABLE accounts; --",
  '../../etc/passwd',
  '%2e%2e%2f',
  'a\r\nx-injected: 1',
  '${jndi:ldap://127.0.0.1:9/a}',
  '(a+)+$',
  'x'.repeat(300_000),
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00.001Z',
  'javascript:alert(1)',
  'http://[::1',
  [],
  [[[[]]]],
  [null],
  {},
  { length: -1 },
  { toString: 'x' },
  { $gt: '' },
  { toJSON: 1 },
  Array.from({ length: 5_000 }, (_, index) => index),
);

/** Bodies that are wrong for every operation, as the text that is sent. */
export const hostileBodies: readonly string[] = [
  '{',
  'null',
  'true',
  '1',
  '"text"',
  '[{}]',
  'NaN',
  '{"a":NaN}',
  '{"a":1e999}',
  "{'name':'x'}",
  '{"name":"x",}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  '{"name":{"__proto__":{"x":1}}}',
  `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
  `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  `{"name":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  `{"name":"${'x'.repeat(1_500_000)}"}`,
  `{"name":"${'x'.repeat(3_000_000)}"}`,
];

/** Parts of a path, as they are sent. */
export const hostileIds: readonly string[] = [
  '%2F',
  '%2e%2e',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '%252e%252e',
  '%',
  '%zz',
  '%E0%A4%A',
  '%00',
  '%0d%0ax-injected:%201',
  '%20',
  '%F0%9F%92%A5',
  '%ED%A0%80',
  '__proto__',
  'constructor',
  'NaN',
  '-1',
  '1e309',
  '*',
  "'%20OR%201=1--",
  'x'.repeat(900),
  'x'.repeat(5_000),
];
