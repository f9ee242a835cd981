import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('fuzz/fuzz.mjs', import.meta.url));

describe('fuzz of guardrails, readers, conversions, streams and small parsers', () => {
  it('finds no exception, no hang and no time that is more than linear in 280 inputs', async () => {
    // Each failure is in the error's message, with the seed and the number that repeat it.
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      '--built',
      '--cases',
      '280',
      '--seed',
      '1',
      '--most-chars',
      '6000',
    ]);

    expect(stdout).toContain('fuzz: 280 inputs, 0 failures');
  });
});
