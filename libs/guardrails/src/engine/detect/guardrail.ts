import type { BuiltInId } from '../types.js';
import type { ScanText } from './scan-text.js';

export type GuardrailGroup = 'credentials' | 'pii' | 'financial' | 'network';

/** Reports one find; offsets into the scanned text. */
export type Report = (start: number, end: number) => void;

/** A detector with its own rules for what it must leave alone. Pure, and linear in the text. */
export type Guardrail = {
  readonly id: BuiltInId;
  readonly name: string;
  readonly description: string;
  readonly group: GuardrailGroup;
  /** Where finds overlap, the lower number wins: the more specific format. */
  readonly priority: number;
  readonly find: (scan: ScanText, report: Report) => void;
};
