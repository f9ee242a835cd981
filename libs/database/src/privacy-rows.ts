/** The value of a replacement that does not contain it. */
export type PrivacyMappingRow = {
  readonly id: string;
  readonly tenantId: string | null;
  readonly category: string;
  /** Keyed hash of tenant and value. */
  readonly originalHash: string;
  /** Encrypted; empty text in rows of the original. */
  readonly originalEnc: string;
  readonly replacement: string;
  readonly createdAt: string;
};

export type PrivacyMappingPage = {
  readonly items: readonly PrivacyMappingRow[];
  readonly total: number;
};

export type GuardrailCounts = {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** Empty text for callers without a tenant. */
  readonly tenantId: string;
  readonly category: string;
  readonly anonymized: number;
  readonly reported: number;
  readonly blocked: number;
};
