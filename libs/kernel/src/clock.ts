/** Where the time comes from, so that tests can stop it. */
export type Clock = {
  /** Milliseconds since the Unix epoch. */
  now(): number;
};

export const systemClock: Clock = { now: () => Date.now() };

/** Under this token the clock is injected. */
export const CLOCK = Symbol('CLOCK');
