import { ApiProperty } from '@nestjs/swagger';

import {
  type Actor,
  may,
  type Permission,
  permissionNames,
  type Role,
  roles,
} from '@codegate/access';
import type { UserRow } from '@codegate/database';

/** The authenticated user or token, and its permissions. */
export class MeDto {
  @ApiProperty({ enum: ['user', 'token', 'environment'] })
  kind: Actor['kind'];
  /** Null for ADMIN_TOKEN. */
  id: string | null;
  name: string;
  email: string | null;
  @ApiProperty({ enum: roles })
  role: Role;
  @ApiProperty({ enum: permissionNames, isArray: true })
  permissions: Permission[];
  /** The only visible tenants; null for all. */
  tenantIds: string[] | null;
  /** Whether a login needs a second factor. */
  totpEnabled: boolean;
  /** Whether the user has a password. */
  hasPassword: boolean;
}

export function toMeDto(actor: Actor, user: UserRow | null): MeDto {
  return {
    kind: actor.kind,
    id: actor.id,
    name: actor.name,
    email: user?.email ?? null,
    role: actor.role,
    permissions: permissionNames.filter((name) => may(actor, name)),
    tenantIds: actor.tenantIds === null ? null : [...actor.tenantIds],
    totpEnabled: user?.totpEnabled ?? false,
    hasPassword: user !== null && user.passwordHash !== null,
  };
}
