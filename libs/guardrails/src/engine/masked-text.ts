import type { SeenValue } from './seen-values.js';
import type { Detection } from './types.js';

export type MaskedText = {
  readonly text: string;
  readonly detections: readonly Detection[];
  /** Tokens (e-mail tokens without their domain) and the values that they replace. */
  readonly replacements: readonly (readonly [token: string, value: string])[];
  /** Values to search for in the texts that follow. */
  readonly newValues: readonly SeenValue[];
};
