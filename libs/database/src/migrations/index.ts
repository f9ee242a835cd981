import { CredentialOrigins1765100000000 } from './1765100000000-credential-origins.js';
import { Admission1765000200000 } from './1765000200000-admission.js';
import { UsageEstimates1764500000000 } from './1764500000000-usage-estimates.js';
import { InitialSchema1764000000000 } from './1764000000000-initial-schema.js';
import { Identity1764100000000 } from './1764100000000-identity.js';
import { Privacy1764300000000 } from './1764300000000-privacy.js';
import { FilterIndexes1764400000000 } from './1764400000000-filter-indexes.js';
import { Revisions1765000100000 } from './1765000100000-revisions.js';
import { TenantGovernance1764200000000 } from './1764200000000-tenant-governance.js';
import { Instances1765000300000 } from './1765000300000-instances.js';

/** In the order in which they run. */
export const migrations = [
  InitialSchema1764000000000,
  Identity1764100000000,
  TenantGovernance1764200000000,
  Privacy1764300000000,
  FilterIndexes1764400000000,
  UsageEstimates1764500000000,
  Revisions1765000100000,
  Admission1765000200000,
  Instances1765000300000,
  CredentialOrigins1765100000000,
];
