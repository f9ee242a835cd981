/** Rows of people and of what they did, as rows.ts has the others. */

export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: string;
  /** The tenants of a tenant-admin; empty for everybody else. */
  readonly tenantIds: readonly string[];
  /** Null: logs in with single sign-on only. */
  readonly passwordHash: string | null;
  readonly totpSecretEnc: string | null;
  readonly totpEnabled: boolean;
  /** The last time step a code was accepted for: none is accepted twice. */
  readonly totpLastStep: number | null;
  /** Hashes of the codes that have not been used. */
  readonly recoveryCodes: readonly string[];
  readonly ssoIssuer: string | null;
  readonly ssoSubject: string | null;
  readonly enabled: boolean;
  readonly lastLoginAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
};

export type NewUser = UserRow;
export type UserPatch = Partial<Omit<UserRow, 'id' | 'createdAt'>>;

export type UserSessionRow = {
  readonly id: string;
  readonly secretHash: string;
  readonly userId: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
  /** However much it is used. */
  readonly expiresAt: string;
  readonly address: string | null;
  readonly userAgent: string | null;
};

export type ApiTokenRow = {
  readonly id: string;
  readonly name: string;
  readonly tokenHash: string;
  readonly tokenPrefix: string;
  /** Null: made with ADMIN_TOKEN. */
  readonly userId: string | null;
  /** The token it was made with; null: made with a session or with ADMIN_TOKEN itself. */
  readonly parentId: string | null;
  /** Of the ADMIN_TOKEN it was made with; null for tokens of users, and for those of earlier versions. */
  readonly adminTokenFingerprint: string | null;
  readonly permissions: readonly string[];
  /** Null: no limit besides its owner's. */
  readonly tenantIds: readonly string[] | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
  readonly createdAt: string;
};

export type SsoProviderRow = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecretEnc: string | null;
  readonly scopes: string;
  readonly groupsClaim: string;
  /** JSON object. */
  readonly roleMap: string;
  readonly defaultRole: string | null;
  readonly updatedAt: string;
};

/** What is known of an event before it has its place in the chain. */
export type AuditEntry = {
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly action: string;
  readonly targetId: string | null;
  readonly outcome: 'success' | 'failure';
  readonly reason: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  /** JSON objects. */
  readonly before: string | null;
  readonly after: string | null;
};

export type AuditEventRow = AuditEntry & {
  readonly seq: number;
  readonly prevHash: string;
  readonly hash: string;
};

/** A place in the chain. */
export type AuditLink = { readonly seq: number; readonly hash: string };

export type AuditFilter = {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** An actor's id or name. */
  readonly actor?: string | undefined;
  /** An action, or the part of it before the dot. */
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly outcome?: 'success' | 'failure' | undefined;
};
