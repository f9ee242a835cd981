import type { GuardrailGroup } from './detect/guardrail.js';
import { builtInGuardrails } from './guardrails/index.js';
import type { BuiltInId } from './types.js';

/** What people see of a built-in guardrail. */
export type GuardrailInfo = {
  readonly id: BuiltInId;
  readonly name: string;
  readonly description: string;
  readonly group: GuardrailGroup;
  readonly priority: number;
};

export const builtInCatalogue: readonly GuardrailInfo[] = builtInGuardrails.map(
  ({ id, name, description, group, priority }) => ({ id, name, description, group, priority }),
);
