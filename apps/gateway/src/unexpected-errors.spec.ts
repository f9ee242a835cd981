import { EventEmitter } from 'node:events';

import { describe, expect, it } from '@jest/globals';

import { silentLogger } from '@codegate/kernel';

import { surviveUnexpectedErrors } from './unexpected-errors.js';

describe('surviveUnexpectedErrors', () => {
  it('H4: logs what nothing has caught, at most once a second, with a stable code', () => {
    const events = new EventEmitter();
    const lines: object[] = [];
    let nowMs = 1_000;
    const logger = { ...silentLogger, error: (fields: object) => void lines.push(fields) };
    surviveUnexpectedErrors(events, logger, { now: () => nowMs });
    const [first, second] = [new Error('first'), new Error('second')];

    events.emit('uncaughtException', first);
    events.emit('uncaughtException', first);
    nowMs += 1_000;
    events.emit('unhandledRejection', second);

    expect(lines).toEqual([
      { err: first, code: 'uncaught_error', totalSinceStart: 1 },
      { err: second, code: 'uncaught_error', totalSinceStart: 3 },
    ]);
  });
});
