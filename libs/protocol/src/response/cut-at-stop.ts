import type { LlmEvent } from '../model.js';

/** More than any provider takes; the rest of a longer list is not looked for. */
const maxSequences = 64;
const maxSequenceLength = 1_000;

/** Finds one sequence in a text that comes in pieces; every character is looked at once (Knuth, Morris and Pratt). */
class SequenceMatcher {
  /** How many of the last characters are the beginning of the sequence. */
  matched = 0;
  private readonly fallback: number[] = [0];

  constructor(readonly sequence: string) {
    let length = 0;
    for (let index = 1; index < sequence.length; index++) {
      while (length > 0 && sequence[index] !== sequence[length])
        length = this.fallback[length - 1] ?? 0;
      if (sequence[index] === sequence[length]) length++;
      this.fallback.push(length);
    }
  }

  /** Whether the sequence ends with this character. */
  push(character: string | undefined): boolean {
    while (this.matched > 0 && character !== this.sequence[this.matched]) {
      this.matched = this.fallback[this.matched - 1] ?? 0;
    }
    if (character === this.sequence[this.matched]) this.matched++;
    return this.matched === this.sequence.length;
  }
}

/**
 * Ends the text of a response before the first stop sequence, for targets that have no stop sequences (Responses), not
 * so many, or none for this model. What follows is dropped, and the response says by which sequence it was stopped;
 * usage and errors stay.
 */
export class StopCutter {
  private matchers: SequenceMatcher[];
  private held = '';
  private found: string | undefined;

  constructor(private readonly sequences: readonly string[]) {
    this.matchers = this.newMatchers();
  }

  /** The events that can be passed on now. Text is held back only while it could be the beginning of a sequence. */
  push(event: LlmEvent): LlmEvent[] {
    switch (event.type) {
      case 'text':
        return this.found === undefined ? this.pushText(event.text) : [];
      case 'stop':
        return [...this.release(), this.found === undefined ? event : toStop(this.found)];
      case 'error':
      case 'end':
        return [...this.release(), event];
      case 'start':
      case 'usage':
        return [event];
      case 'citation':
        // It belongs to the text, which goes on.
        return this.found === undefined ? [event] : [];
      default:
        return this.found === undefined ? [...this.release(), event] : [];
    }
  }

  private pushText(text: string): LlmEvent[] {
    const whole = this.held + text;
    for (let index = this.held.length; index < whole.length; index++) {
      for (const matcher of this.matchers) {
        if (!matcher.push(whole[index])) continue;
        this.found = matcher.sequence;
        this.held = '';
        return toText(whole.slice(0, index + 1 - matcher.sequence.length));
      }
    }
    const kept = whole.length - Math.max(...this.matchers.map(({ matched }) => matched));
    this.held = whole.slice(kept);
    return toText(whole.slice(0, kept));
  }

  /** Other content follows, so what was held back is no beginning of a sequence. */
  private release(): LlmEvent[] {
    const { held } = this;
    this.held = '';
    this.matchers = this.newMatchers();
    return toText(held);
  }

  private newMatchers(): SequenceMatcher[] {
    return this.sequences.map((sequence) => new SequenceMatcher(sequence));
  }
}

/** The cutter for a request's stop sequences; null when it has none. */
export function newStopCutter(stop: readonly string[] | undefined): StopCutter | null {
  const sequences = (stop ?? [])
    .filter((sequence) => sequence !== '' && sequence.length <= maxSequenceLength)
    .slice(0, maxSequences);
  return sequences.length === 0 ? null : new StopCutter(sequences);
}

function toText(text: string): LlmEvent[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

function toStop(sequence: string): LlmEvent {
  return { type: 'stop', reason: 'stop_sequence', sequence };
}
