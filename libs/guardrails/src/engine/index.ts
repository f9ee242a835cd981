export { EngineCache, type EngineCacheSizes } from './engine-cache.js';
export { createEngine } from './engine.js';
export { textRootsOf } from './bodies/text-roots.js';
export type {
  AnonymizedBody,
  AnonymizedPart,
  AnonymizedText,
  Engine,
  EngineOptions,
  Restoring,
} from './engine.js';
export { Conversation } from './conversation.js';
export type { SeenValue as KnownValue } from './seen-values.js';
export { problemOfCustomGuardrail } from './custom-guardrail.js';
export { builtInCatalogue, type GuardrailInfo } from './catalogue.js';
export { MemoryMappings } from './memory-mappings.js';
export { StreamRestorer } from './restore/stream-restorer.js';
export type { RestorePolicy, TextKind } from './restore/restore-policy.js';
export { builtInIds, type BuiltInId, type EnabledGuardrail } from './guardrails/index.js';
export type {
  Category,
  CustomGuardrail,
  Detection,
  GuardrailMode,
  MappingStore,
  Replacements,
} from './types.js';
export { guardrailOfPrefix } from './tokens/token-format.js';
