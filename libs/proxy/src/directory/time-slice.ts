import { setImmediate } from 'node:timers/promises';

const sliceMs = 3;

/** Divides long work into slices, so that requests are served between them. */
export class TimeSlice {
  private startedAtMs = performance.now();

  isOver(): boolean {
    return performance.now() - this.startedAtMs >= sliceMs;
  }

  /** Resolves when other work has had its turn. */
  async next(): Promise<void> {
    await setImmediate();
    this.startedAtMs = performance.now();
  }
}
