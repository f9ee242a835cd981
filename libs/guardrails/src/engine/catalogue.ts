import type { GuardrailGroup } from './detect/guardrail.js';
import { builtInGuardrails, type BuiltInId } from './guardrails/index.js';

/** What the admin API shows of a built-in guardrail. */
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
