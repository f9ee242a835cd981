import type { SuccessRate } from './account-health.js';

const halfLifeMs = 5 * 60 * 1000;

/** Counts successes and failures; each counts half as much after five minutes, a quarter after ten. */
export class SuccessMeter {
  private successes = 0;
  private failures = 0;
  private decayedAtMs = 0;

  note(isSuccess: boolean, nowMs: number): void {
    this.decay(nowMs);
    if (isSuccess) this.successes += 1;
    else this.failures += 1;
  }

  rate(nowMs: number): SuccessRate {
    this.decay(nowMs);
    const weight = this.successes + this.failures;
    return { rate: weight > 0 ? this.successes / weight : 1, weight };
  }

  private decay(nowMs: number): void {
    const passedMs = nowMs - this.decayedAtMs;
    if (!(passedMs > 0)) return;
    const factor = 2 ** (-passedMs / halfLifeMs);
    this.successes *= factor;
    this.failures *= factor;
    this.decayedAtMs = nowMs;
  }
}
