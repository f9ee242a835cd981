import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

import {
  bigInteger,
  flag,
  ordered,
  primaryKey,
  requiredOrdered,
  requiredText,
  text,
  time,
} from './column-types.js';

/** A person who can log in to the admin API. */
@Entity('users')
@Unique('uq_users_name_key', ['nameKey'])
@Unique('uq_users_email', ['email'])
@Unique('uq_users_sso', ['ssoIssuer', 'ssoSubject'])
export class User {
  @PrimaryColumn(primaryKey('pk_users')) id: string;
  @Column(requiredText) name: string;
  /** The name as it is compared: lower case, normalised. */
  @Column({ ...requiredOrdered, name: 'name_key' }) nameKey: string;
  @Column(ordered) email: string | null;
  @Column(requiredText) role: string;
  /** JSON list. */
  @Column({ ...text, name: 'tenant_ids' }) tenantIds: string | null;
  @Column({ ...text, name: 'password_hash' }) passwordHash: string | null;
  @Column({ ...text, name: 'totp_secret_enc' }) totpSecretEnc: string | null;
  @Column({ ...flag(0), name: 'totp_enabled' }) totpEnabled: number | null;
  @Column({ ...bigInteger, name: 'totp_last_step' }) totpLastStep: number | null;
  /** JSON list of hashes. */
  @Column({ ...text, name: 'recovery_codes' }) recoveryCodes: string | null;
  @Column({ ...ordered, name: 'sso_issuer' }) ssoIssuer: string | null;
  @Column({ ...ordered, name: 'sso_subject' }) ssoSubject: string | null;
  @Column(flag(1)) enabled: number | null;
  @Column({ ...text, name: 'last_login_at' }) lastLoginAt: string | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
  @Column({ ...time, name: 'updated_at' }) updatedAt: string | null;
}
