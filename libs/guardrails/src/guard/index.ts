export { DetectionCounts as DetectionCounts } from './detection-counts.js';
export {
  addDetections as addDetections,
  type DetectionTotal as DetectionTotal,
} from './detection-totals.js';
export { Guard, type FieldRestorer } from './guard.js';
export { Guards } from './guards.js';
export { MaskPool } from './offload/mask-pool.js';
export type { MaskedRequest } from './parts/masked-request.js';
export { RequestCache, type RequestToMask } from './parts/request-cache.js';
export { TokenMappings, type Sealer } from './token-mappings.js';
export { rulesFor, type Rules } from './rules.js';
