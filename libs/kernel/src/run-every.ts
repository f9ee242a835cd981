/** Work that is repeated until it is stopped. */
export type Repeated = {
  /** Ends the repetition and resolves when a run under way has ended. */
  stop(): Promise<void>;
};

/**
 * Runs the work at an interval; a run that takes longer makes the next ones wait. The timer does not keep the process
 * alive. For jobs of seconds: a cron expression each second costs about a millisecond of CPU.
 *
 * @param everyMs from one start to the next
 * @param onError called with what the work throws; the repetition goes on
 */
export function runEvery(
  everyMs: number,
  work: () => Promise<void>,
  onError: (error: unknown) => void,
): Repeated {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= work()
      .catch(onError)
      .finally(() => (running = null));
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Writes what a buffer has gathered at an interval, and what is left when it is stopped.
 *
 * @param onError called when a write fails; the entries wait for the next one
 */
export function flushEvery(
  everyMs: number,
  buffer: { flush(): Promise<void> },
  onError: (error: unknown) => void,
): Repeated {
  const repeated = runEvery(everyMs, () => buffer.flush(), onError);
  return {
    stop: async () => {
      await repeated.stop();
      await buffer.flush().catch(onError);
    },
  };
}
