import { Column, Entity, PrimaryColumn } from 'typeorm';

import { primaryKey, requiredText, text, time } from './column-types.js';

/** Where people may log in besides here; there is one, with the id `oidc`. */
@Entity('sso_providers')
export class SsoProvider {
  @PrimaryColumn(primaryKey('pk_sso_providers')) id: string;
  @Column(requiredText) issuer: string;
  @Column({ ...requiredText, name: 'client_id' }) clientId: string;
  @Column({ ...text, name: 'client_secret_enc' }) clientSecretEnc: string | null;
  @Column(requiredText) scopes: string;
  @Column({ ...requiredText, name: 'groups_claim' }) groupsClaim: string;
  /** JSON object: group to role and tenants. */
  @Column({ ...requiredText, name: 'role_map' }) roleMap: string;
  @Column({ ...text, name: 'default_role' }) defaultRole: string | null;
  @Column({ ...time, name: 'updated_at' }) updatedAt: string | null;
}
