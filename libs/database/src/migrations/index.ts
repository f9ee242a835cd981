import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { TenantGovernance1764200000000 } from './1764200000000-tenant-governance.js';

/** In the order in which they run. */
export const migrations = [InitialSchema1764000000000, TenantGovernance1764200000000];
