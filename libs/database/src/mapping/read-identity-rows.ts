import type {
  ApiTokenRow,
  AuditEventRow,
  SsoProviderRow,
  UserRow,
  UserSessionRow,
} from '../identity-rows.js';
import { RawRowReader, type RawRow } from './raw-row.js';

const longAgo = '1970-01-01 00:00:00.000';

export function readUser(raw: RawRow): UserRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const name = row.key('name');
  if (id === null || name === null) return null;
  return {
    id,
    name,
    email: row.text('email'),
    role: row.textOr('role', ''),
    tenantIds: row.textList('tenant_ids') ?? [],
    passwordHash: row.text('password_hash'),
    totpSecretEnc: row.text('totp_secret_enc'),
    totpEnabled: row.flag('totp_enabled'),
    totpLastStep: row.integer('totp_last_step'),
    recoveryCodes: row.textList('recovery_codes') ?? [],
    ssoIssuer: row.text('sso_issuer'),
    ssoSubject: row.text('sso_subject'),
    enabled: row.flag('enabled'),
    lastLoginAt: row.optionalTime('last_login_at'),
    createdAt: row.time('created_at'),
    updatedAt: row.time('updated_at'),
  };
}

export function readUserSession(raw: RawRow): UserSessionRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const secretHash = row.key('secret_hash');
  const userId = row.key('user_id');
  if (id === null || secretHash === null || userId === null) return null;
  return {
    id,
    secretHash,
    userId,
    createdAt: row.time('created_at'),
    lastSeenAt: row.time('last_seen_at'),
    expiresAt: row.time('expires_at'),
    address: row.text('address'),
    userAgent: row.text('user_agent'),
  };
}

export function readApiToken(raw: RawRow): ApiTokenRow | null {
  const row = new RawRowReader(raw);
  const id = row.key('id');
  const tokenHash = row.key('token_hash');
  if (id === null || tokenHash === null) return null;
  const isLimited = row.text('tenant_ids') !== null;
  // An unreadable end must not become no end.
  const endOf = (column: string) =>
    row.text(column) === null ? null : (row.optionalTime(column) ?? longAgo);
  return {
    id,
    name: row.textOr('name', ''),
    tokenHash,
    tokenPrefix: row.textOr('token_prefix', ''),
    userId: row.text('user_id'),
    parentId: row.text('parent_id'),
    adminTokenFingerprint: row.text('admin_token_fingerprint'),
    permissions: row.textList('permissions') ?? [],
    // An unreadable limit must not become no limit.
    tenantIds: isLimited ? (row.textList('tenant_ids') ?? []) : null,
    expiresAt: endOf('expires_at'),
    lastUsedAt: row.optionalTime('last_used_at'),
    revokedAt: endOf('revoked_at'),
    createdAt: row.time('created_at'),
  };
}

export function readSsoProvider(raw: RawRow): SsoProviderRow {
  const row = new RawRowReader(raw);
  return {
    issuer: row.textOr('issuer', ''),
    clientId: row.textOr('client_id', ''),
    clientSecretEnc: row.text('client_secret_enc'),
    scopes: row.textOr('scopes', ''),
    groupsClaim: row.textOr('groups_claim', ''),
    roleMap: row.textOr('role_map', '{}'),
    defaultRole: row.text('default_role'),
    updatedAt: row.time('updated_at'),
  };
}

/** As it is stored, without any repair: a value that was tampered with has to show. */
export function readAuditEvent(raw: RawRow): AuditEventRow {
  const text = (column: string) => (raw[column] ?? null) as string | null;
  return {
    seq: Number(raw['seq']),
    at: text('at') ?? '',
    actorKind: text('actor_kind') ?? '',
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    action: text('action') ?? '',
    targetId: text('target_id'),
    outcome: text('outcome') === 'success' ? 'success' : 'failure',
    reason: text('reason'),
    address: text('address'),
    requestId: text('request_id'),
    before: text('before'),
    after: text('after'),
    prevHash: text('prev_hash') ?? '',
    hash: text('hash') ?? '',
  };
}
