/** The current time; tests inject a clock they control. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Injection token of the clock. */
export const CLOCK = Symbol('CLOCK');
