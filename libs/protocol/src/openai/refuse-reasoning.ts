import type { Part } from '../model.js';
import type { Target } from '../target.js';

/** Why earlier reasoning must not go to a server of OpenAI's formats; `null` when it may. */
export function refuseReasoning(part: Part, target: Target): string | null {
  if (part.type === 'redacted') return 'redacted thinking goes to Anthropic only';
  if (part.type !== 'thinking') return null;
  if (target.dialect === 'chat') {
    return target.quirks.reasoningField === null ? 'the provider takes no earlier reasoning' : null;
  }
  const { signature } = part;
  // Without encrypted_content a stored item is meant, and nothing is stored (vercel/ai#13234).
  if (signature?.value === '') return 'this reasoning was never encrypted';
  return signature?.issuer === target.issuer
    ? null
    : 'reasoning goes back to the provider that made it only';
}
