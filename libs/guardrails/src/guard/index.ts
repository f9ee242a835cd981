export { FindCounts } from './find-counts.js';
export { addFinds, type FindTotal } from './find-totals.js';
export { Guard, type FieldRestorer } from './guard.js';
export { Guards } from './guards.js';
export { MaskPool } from './offload/mask-pool.js';
export type { MaskedRequest } from './parts/assemble.js';
export { Turns, type RequestToMask } from './parts/turns.js';
export { MappingBook, type Sealer } from './mapping-book.js';
export { rulesFor, type Rules } from './rules.js';
