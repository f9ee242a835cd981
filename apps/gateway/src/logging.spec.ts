import { describe, expect, it } from '@jest/globals';

import { createLogger } from './logging.js';

function linesOf(write: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const stream = { write: (line: string) => (text += line) };
  write(createLogger('info', stream));
  return text;
}

describe('createLogger', () => {
  it('masks fields that hold secrets', () => {
    const text = linesOf((logger) => {
      logger.info({ apiKey: 'hidden', account: { refreshToken: 'hidden' } }, 'a');
      logger.info(
        { request: { headers: { authorization: 'hidden', 'x-api-key': 'hidden' } } },
        'b',
      );
    });

    expect(text).not.toContain('hidden');
    expect(text.match(/\*\*\*/g)).toHaveLength(4);
  });

  it('logs chosen fields of an error, and not its data', () => {
    const cause = Object.assign(new Error('disk full'), { parameters: ['hidden'] });
    const err = Object.assign(new Error('failed', { cause }), { code: 'E1', query: 'hidden' });

    const line = JSON.parse(linesOf((logger) => logger.error({ err }, 'm'))) as { err: object };

    expect(line.err).toMatchObject({
      message: 'failed',
      code: 'E1',
      cause: { message: 'disk full' },
    });
    expect(JSON.stringify(line)).not.toContain('hidden');
  });
});
