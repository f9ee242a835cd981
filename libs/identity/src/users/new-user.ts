import type { Role } from '@codegate/access';
import type { UserRow } from '@codegate/database';
import { newId, toUtcText } from '@codegate/kernel';

type Given = Pick<UserRow, 'name' | 'email' | 'passwordHash'> & { readonly role: Role } & Partial<
    Pick<UserRow, 'tenantIds' | 'enabled' | 'ssoIssuer' | 'ssoSubject'>
  >;

/** A new user with default values for the fields that are not given. */
export function newUser(given: Given, nowMs: number): UserRow {
  const now = toUtcText(nowMs);
  return {
    id: newId(),
    tenantIds: [],
    totpSecretEnc: null,
    totpEnabled: false,
    totpLastStep: null,
    recoveryCodes: [],
    ssoIssuer: null,
    ssoSubject: null,
    enabled: true,
    lastLoginAt: null,
    createdAt: now,
    updatedAt: now,
    ...given,
  };
}
