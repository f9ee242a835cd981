import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';

import { InvalidBody } from '@codegate/dto';
import { GatewayError, httpStatusOf, type ErrorCode } from '@codegate/kernel';

import { toProblem } from './problem.js';

describe('toProblem', () => {
  it.each(Object.keys(httpStatusOf) as ErrorCode[])('knows %s', (code) => {
    expect(toProblem(new GatewayError(code, 'words'))).toEqual({
      type: `urn:codegate:problem:${code}`,
      title: expect.stringMatching(/\S/),
      status: httpStatusOf[code],
      detail: 'words',
      code,
    });
  });

  it('lists the invalid fields', () => {
    const errors = [{ field: 'tiers[0].tier', message: 'no' }];

    expect(toProblem(new InvalidBody(errors)).errors).toEqual(errors);
    const one = new GatewayError('conflict', 'taken', { field: 'name' });
    expect(toProblem(one).errors).toEqual([{ field: 'name', message: 'taken' }]);
  });

  it("translates the frameworks' errors", () => {
    const tooLarge = Object.assign(new Error('too large'), { statusCode: 413 });

    expect(toProblem(new NotFoundException('Cannot GET /x'))).toMatchObject({ code: 'not_found' });
    expect(toProblem(tooLarge)).toMatchObject({ code: 'payload_too_large', status: 413 });
  });

  it.each([new Error('SQLITE: secret'), 'secret', null, undefined])(
    'does not reveal %p',
    (error) => {
      const problem = toProblem(error);

      expect(problem).toMatchObject({ code: 'internal', status: 500 });
      expect(JSON.stringify(problem)).not.toContain('secret');
    },
  );
});
