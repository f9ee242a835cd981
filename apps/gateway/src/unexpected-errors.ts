import type { Clock, Logger } from '@codegate/kernel';

/** The events of a process that would otherwise end it. */
type ProcessEvents = {
  on(
    event: 'uncaughtException' | 'unhandledRejection',
    listener: (error: unknown) => void,
  ): unknown;
};

/** A mistake that repeats for each request must not fill the log. */
const logEveryMs = 1_000;

/**
 * The last resort for exceptions that nothing has caught: logs them and keeps the process running. An exit would end
 * the streams of all tenants, and whoever finds such an exception could keep the gateway down. What requests share is
 * small and recovers: reservations expire, budgets are read from the ledger, snapshots are built anew.
 *
 * To be called when the start is complete: before that an exception has to end the process.
 */
export function surviveUnexpectedErrors(events: ProcessEvents, logger: Logger, clock: Clock): void {
  let loggedAtMs = Number.NEGATIVE_INFINITY;
  let total = 0;
  const log = (error: unknown): void => {
    total += 1;
    const nowMs = clock.now();
    if (Math.abs(nowMs - loggedAtMs) < logEveryMs) return;
    loggedAtMs = nowMs;
    const fields = { err: error, code: 'uncaught_error', totalSinceStart: total };
    logger.error(fields, 'an exception was not caught where it was thrown; the gateway continues');
  };
  events.on('uncaughtException', log);
  events.on('unhandledRejection', log);
}
