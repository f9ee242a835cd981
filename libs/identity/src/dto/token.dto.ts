import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, ValidateBy } from 'class-validator';

import { type Permission, permissionNames, type Role, roles } from '@codegate/access';
import type { ApiTokenRow } from '@codegate/database';
import { IsAbsentOr, IsName } from '@codegate/dto';
import { fromIsoTime, toIsoTime } from '@codegate/kernel';

function IsIsoTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isIsoTime',
    validator: {
      validate: (value) => fromIsoTime(value) !== null,
      defaultMessage: () => '$property must be an ISO 8601 time',
    },
  });
}

/** A new API token. A role or a list of permissions is required. */
export class CreateTokenDto {
  @IsName()
  name: string;

  /** The token gets all permissions the role has now. */
  @ApiPropertyOptional({ enum: roles })
  @IsAbsentOr(IsIn(roles))
  role?: Role;

  @ApiPropertyOptional({ enum: permissionNames, isArray: true })
  @IsAbsentOr(IsArray(), IsIn(permissionNames, { each: true }))
  permissions?: Permission[];

  /** The only tenants it may see; all tenants of its owner when absent or null. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  tenantIds?: string[] | null;

  /** When it expires: after 90 days when absent, never when null. */
  @IsOptional()
  @IsIsoTime()
  expiresAt?: string | null;
}

export class TokenDto {
  id: string;
  name: string;
  /** The first characters, to distinguish tokens. */
  prefix: string;
  /** The id of its owner; null when it was created with ADMIN_TOKEN. */
  userId: string | null;
  /** The id of the token it was made with, and with which it ends; null when it was made otherwise. */
  parentId: string | null;
  @ApiProperty({ enum: permissionNames, isArray: true })
  permissions: string[];
  tenantIds: string[] | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  createdAt: string | null;
}

/** A token with its secret, which is shown only once. */
export class NewTokenDto extends TokenDto {
  token: string;
}

export class TokenListDto {
  items: TokenDto[];
  total: number;
}

export function toTokenDto(row: ApiTokenRow, lastUse?: string): TokenDto {
  return {
    id: row.id,
    name: row.name,
    prefix: row.tokenPrefix,
    userId: row.userId,
    parentId: row.parentId,
    permissions: [...row.permissions],
    tenantIds: row.tenantIds === null ? null : [...row.tenantIds],
    expiresAt: toIsoTime(row.expiresAt),
    lastUsedAt: toIsoTime(lastUse ?? row.lastUsedAt),
    revokedAt: toIsoTime(row.revokedAt),
    createdAt: toIsoTime(row.createdAt),
  };
}
