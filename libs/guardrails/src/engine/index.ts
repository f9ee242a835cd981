export { createEngine } from './engine.js';
export type {
  AnonymizedBody,
  AnonymizedPart,
  AnonymizedText,
  Engine,
  EngineOptions,
} from './engine.js';
export { roots, type Dialect, type PartKind } from './bodies/body-shapes.js';
export { Conversation } from './conversation.js';
export type { SeenValue as KnownValue } from './seen-values.js';
export { problemOfCustomGuardrail } from './custom-guardrail.js';
export { builtInCatalogue, type GuardrailInfo } from './catalogue.js';
export { Lru } from './lru.js';
export { MemoryMappings } from './memory-mappings.js';
export { StreamRestorer } from './restore/stream-restorer.js';
export type { TextKind } from './restore/restore-tokens.js';
export { builtInIds } from './types.js';
export type {
  BuiltInId,
  Category,
  CustomGuardrail,
  Detection,
  EnabledGuardrail,
  GuardrailMode,
  MappingStore,
  Replacements,
} from './types.js';
