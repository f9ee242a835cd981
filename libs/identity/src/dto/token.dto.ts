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
      defaultMessage: () => '$property must be a time as in ISO 8601',
    },
  });
}

/** What a program may do; a role or a list of permissions has to be there. */
export class CreateTokenDto {
  @IsName()
  name: string;

  /** All permissions this role has now. */
  @ApiPropertyOptional({ enum: roles })
  @IsAbsentOr(IsIn(roles))
  role?: Role;

  @ApiPropertyOptional({ enum: permissionNames, isArray: true })
  @IsAbsentOr(IsArray(), IsIn(permissionNames, { each: true }))
  permissions?: Permission[];

  /** The only tenants it sees; absent or null for all its owner sees. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  tenantIds?: string[] | null;

  /** Until when it works: 90 days when absent, without end when null. */
  @IsOptional()
  @IsIsoTime()
  expiresAt?: string | null;
}

export class TokenDto {
  id: string;
  name: string;
  /** The first characters, to tell tokens apart. */
  prefix: string;
  /** Whose it is; null when it was made with ADMIN_TOKEN. */
  userId: string | null;
  @ApiProperty({ enum: permissionNames, isArray: true })
  permissions: string[];
  tenantIds: string[] | null;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  createdAt: string | null;
}

/** A token with its secret, which is shown this once. */
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
    permissions: [...row.permissions],
    tenantIds: row.tenantIds === null ? null : [...row.tenantIds],
    expiresAt: toIsoTime(row.expiresAt),
    lastUsedAt: toIsoTime(lastUse ?? row.lastUsedAt),
    revokedAt: toIsoTime(row.revokedAt),
    createdAt: toIsoTime(row.createdAt),
  };
}
