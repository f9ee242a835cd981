export {
  guardrailOfPrefix,
  type Replacements,
  type RestorePolicy,
  type TextKind,
} from './engine/index.js';
export { DetectionCounts } from './guard/detection-counts.js';
export type { FieldRestorer, Guard } from './guard/guard.js';
export { Guards } from './guard/guards.js';
export type { NewMapping } from './guard/offload/mask-job.js';
export { MaskPool } from './guard/offload/mask-pool.js';
export type { MaskedRequest } from './guard/parts/masked-request.js';
export { RequestCache, type RequestToMask } from './guard/parts/request-cache.js';
export { rulesFor, type Rules } from './guard/rules.js';
export { TokenMappings } from './guard/token-mappings.js';
export { GuardrailsModule } from './guardrails.module.js';
