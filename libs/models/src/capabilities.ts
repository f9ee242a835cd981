import type { ModelCapabilities } from '@codegate/protocol';
import { LRUCache } from 'lru-cache';

import { capabilityData, unknownModel } from './capabilities.data.js';
import { baseModelName } from './model-name.js';

/** Values learned at run time: from a provider's model list, or from what an upstream refused. */
export type CapabilityOverlay = Partial<ModelCapabilities>;

type Resolved = { readonly capabilities: ModelCapabilities; readonly isKnown: boolean };

const resolved = new LRUCache<string, Resolved>({ max: 2_000 });

/**
 * What a model can do. Unknown models get defaults that nearly every server takes.
 *
 * @param overlay values that are better known than the table's
 */
export function capabilitiesOf(
  model: string,
  overlay?: CapabilityOverlay,
): { capabilities: ModelCapabilities; isKnown: boolean } {
  let entry = resolved.get(model);
  if (!entry) {
    const name = baseModelName(model).toLowerCase();
    const record = capabilityData.find(({ match }) => match.test(name));
    entry = { capabilities: record ?? unknownModel, isKnown: record !== undefined };
    resolved.set(model, entry);
  }
  if (!overlay) return entry;
  return { capabilities: { ...entry.capabilities, ...overlay }, isKnown: true };
}
