import { describe, expect, it } from '@jest/globals';

import { endpointOf, endpoints, type Endpoint } from '../registry.js';
import { readRequestHead } from './read-head.js';

const read = (endpoint: Endpoint, members: string) => {
  const body = Buffer.from(`{"model":"m",${members}}`);
  return readRequestHead(endpointOf(endpoint), { path: '/', body, headers: {} });
};
const limits = endpoints.flatMap((endpoint) =>
  endpointOf(endpoint).outputLimitFields.map((field) => ({ endpoint, field })),
);

describe.each(limits)('$field of $endpoint', ({ endpoint, field }) => {
  it.each(['1e400', '-1e400', '"1000"', '1.5', 'true', '[]', '{"a":1}'])(
    'H3: is refused as %s, with its name',
    (value) => {
      expect(() => read(endpoint, `"${field}":${value}`)).toThrow(
        expect.objectContaining({
          code: 'invalid_request',
          field,
          message: `${field}: must be a whole number`,
        }),
      );
    },
  );

  it.each([
    ['4096', 4096],
    ['4096.0', 4096],
    ['-1', -1],
    ['1e300', 1e300],
  ])('may be %s', (value, tokens) => {
    expect(read(endpoint, `"${field}":${value}`).outputLimits).toEqual([{ field, tokens }]);
  });

  it('may be null', () => {
    expect(read(endpoint, `"${field}":null`).outputLimits).toEqual([]);
  });
});

describe('n', () => {
  it.each(['"1000"', '0', '-1', '1.5', '1001', '1e400', 'true', '[2]'])(
    'L12: is refused as %s, with its name',
    (value) => {
      expect(() => read('chat', `"n":${value}`)).toThrow(
        expect.objectContaining({ code: 'invalid_request', field: 'n' }),
      );
    },
  );

  it.each(['1', '1000', 'null'])('may be %s', (value) => {
    expect(() => read('chat', `"n":${value}`)).not.toThrow();
  });
});
