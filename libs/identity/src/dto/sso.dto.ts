import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { type Role, roles } from '@codegate/access';
import { IsAbsentOr } from '@codegate/dto';

/** The role that members of a group get. */
export class GroupRoleDto {
  @IsString()
  @Length(1, 200)
  group: string;

  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role: Role;

  /** The tenants of a tenant-admin. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(1000), IsString({ each: true }))
  tenantIds?: string[];
}

export class ReplaceSsoDto {
  /** Exactly as the provider publishes it; https, or http on loopback. */
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['https', 'http'] })
  @MaxLength(500)
  issuer: string;

  @IsString()
  @Length(1, 500)
  clientId: string;

  /** Unchanged when absent, removed when null. */
  @IsOptional()
  @IsString()
  @Length(1, 1000)
  clientSecret?: string | null;

  /** The scopes requested from the provider. */
  @IsAbsentOr(Matches(/^openid( [\x21-\x7e]+)*$/, { message: 'scopes must begin with openid' }))
  scopes?: string;

  /** The claim with the groups of a user; dots select fields of objects. */
  @IsAbsentOr(IsString(), Length(1, 200))
  groupsClaim?: string;

  /** The first entry whose group the user is in decides the role, at every login. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(200), ValidateNested({ each: true }))
  @Type(() => GroupRoleDto)
  roleMap?: GroupRoleDto[];

  /** The role of users in none of the groups; null to refuse them. */
  @ApiPropertyOptional({ enum: roles, nullable: true })
  @IsOptional()
  @IsIn(roles)
  defaultRole?: Role | null;
}

export class SsoDto {
  issuer: string;
  clientId: string;
  hasClientSecret: boolean;
  scopes: string;
  groupsClaim: string;
  roleMap: GroupRoleDto[];
  @ApiProperty({ enum: roles, nullable: true })
  defaultRole: string | null;
  /** Redirect URI to register at the provider; behind a reverse proxy, ADMIN_PUBLIC_URL has to be set. */
  callbackPath: string;
  /** Where it is configured; values from the environment cannot be changed here. */
  @ApiProperty({ enum: ['env', 'db'] })
  source: 'env' | 'db';
}
