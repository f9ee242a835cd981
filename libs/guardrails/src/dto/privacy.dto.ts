import { IsFlag } from '@codegate/dto';

export class UpdatePrivacyDto {
  /** Master switch of all guardrails; applies to tenants without a setting of their own. */
  @IsFlag()
  enabled: boolean;
}

export class CategoryCountDto {
  category: string;
  /** Tenant of the callers; null for callers without one. */
  tenantId: string | null;
  anonymized: number;
  reported: number;
  blocked: number;
}

export class PrivacyStatisticsDto {
  /** Number of values that are stored because their token is too short to hold them. */
  totalMappings: number;
  /** Detections in requests, by category and tenant. */
  byCategory: CategoryCountDto[];
}

export class PrivacyDto {
  enabled: boolean;
  /** Guardrails that are active while the switch is on. */
  categories: string[];
  stats: PrivacyStatisticsDto;
}

export class PrivacyMappingDto {
  id: string;
  category: string;
  tenantId: string | null;
  /** The token. */
  replacement: string;
  /** The value, masked. */
  originalMasked: string;
  createdAt: string;
}

export class PrivacyMappingListDto {
  items: PrivacyMappingDto[];
  total: number;
}

export class DeletedDto {
  /** Number of deleted values. */
  deleted: number;
}

export class GuardrailKeyDto {
  /** First 8 hexadecimal digits of the key's SHA-256. */
  fingerprint: string;
}
