import { ApiProperty, PartialType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
  MinLength,
} from 'class-validator';

import { type Role, roles } from '@codegate/access';
import type { UserRow } from '@codegate/database';
import { IsAbsentOr, IsFlag, IsName } from '@codegate/dto';
import { toIsoTime } from '@codegate/kernel';

import { maxPasswordLength, minPasswordLength } from '../login/passwords.js';

export class CreateUserDto {
  @IsName()
  name: string;

  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  email?: string | null;

  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role: Role;

  /** The tenants of a tenant-admin; only for this role. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(1000), IsString({ each: true }))
  tenantIds?: string[];

  @IsString()
  @MinLength(minPasswordLength)
  @MaxLength(maxPasswordLength)
  password: string;

  /** Whether the user may log in; true when absent. */
  @IsAbsentOr(IsFlag())
  enabled?: boolean;
}

/** The fields to change. A new password ends the user's sessions. */
export class UpdateUserDto extends PartialType(CreateUserDto, { skipNullProperties: false }) {}

export class UserDto {
  id: string;
  name: string;
  email: string | null;
  @ApiProperty({ enum: roles })
  role: string;
  tenantIds: string[];
  enabled: boolean;
  /** Whether a login needs a second factor. */
  totpEnabled: boolean;
  hasPassword: boolean;
  /** Whether the user logs in with single sign-on. */
  sso: boolean;
  lastLoginAt: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

export class UserListDto {
  items: UserDto[];
  total: number;
}

export function toUserDto(row: UserRow): UserDto {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    tenantIds: [...row.tenantIds],
    enabled: row.enabled,
    totpEnabled: row.totpEnabled,
    hasPassword: row.passwordHash !== null,
    sso: row.ssoSubject !== null,
    lastLoginAt: toIsoTime(row.lastLoginAt),
    createdAt: toIsoTime(row.createdAt),
    updatedAt: toIsoTime(row.updatedAt),
  };
}
