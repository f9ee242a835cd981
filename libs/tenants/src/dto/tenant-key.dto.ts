import { ApiProperty } from '@nestjs/swagger';

import type { TenantKeyRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

import { TenantProblemDto } from './tenant.dto.js';

export type TenantKeyStatus = 'active' | 'disabled' | 'expired' | 'revoked';

export class TenantKeyDto {
  id: string;
  tenantId: string;
  name: string;
  /** The first characters, to distinguish keys. */
  keyPrefix: string;
  @ApiProperty({ enum: ['active', 'disabled', 'expired', 'revoked'] })
  status: TenantKeyStatus;
  enabled: boolean;
  /** Whether it was disabled by an actor with tenants:write, so that the tenant cannot enable it. */
  suspended: boolean;
  expiresAt: string | null;
  revokedAt: string | null;
  /** Accurate to a few seconds. */
  lastUsedAt: string | null;
  /** Until when the previous key still works after a rotation; null when it does not. */
  previousKeyUntil: string | null;
  /** Null: all endpoints. */
  endpoints: string[] | null;
  /** Null: all models. */
  models: string[] | null;
  /** Requests per minute; 0 is unlimited, as are the next two. */
  rateLimit: number;
  tokensPerMinute: number;
  maxConcurrent: number;
  createdBy: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  /** Invalid stored values; safe defaults are used instead. */
  problems: TenantProblemDto[];
}

/** A key with its secret, which is shown only once. */
export class NewTenantKeyDto extends TenantKeyDto {
  apiKey: string;
}

export class TenantKeyListDto {
  items: TenantKeyDto[];
  total: number;
}

/** @param now UTC text, to know what has expired */
export function toTenantKeyDto(row: TenantKeyRow, now: string): TenantKeyDto {
  const overlaps = row.previousUntil !== null && row.previousUntil > now;
  return {
    id: row.id,
    tenantId: row.tenantId,
    name: row.name,
    keyPrefix: row.keyPrefix,
    status: statusOf(row, now),
    enabled: row.enabled && !row.suspended,
    suspended: row.suspended,
    expiresAt: toIsoTime(row.expiresAt),
    revokedAt: toIsoTime(row.revokedAt),
    lastUsedAt: toIsoTime(row.lastUsedAt),
    previousKeyUntil: overlaps ? toIsoTime(row.previousUntil) : null,
    endpoints: row.endpoints && [...row.endpoints],
    models: row.models && [...row.models],
    rateLimit: row.rateLimit,
    tokensPerMinute: row.tokensPerMinute,
    maxConcurrent: row.maxConcurrent,
    createdBy: row.createdBy,
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
    problems: [...row.problems],
  };
}

function statusOf(
  { revokedAt, expiresAt, enabled, suspended }: TenantKeyRow,
  now: string,
): TenantKeyStatus {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return enabled && !suspended ? 'active' : 'disabled';
}
