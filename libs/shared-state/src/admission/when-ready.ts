import type { MaybePromise } from './admission.js';

/** Goes on with a value: at once when it is there, so that one process pays no microtask, otherwise when it comes. */
export function whenReady<T, R>(value: MaybePromise<T>, next: (value: T) => R): MaybePromise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}
