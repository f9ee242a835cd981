import { Column, Entity, PrimaryColumn } from 'typeorm';

import {
  bigInteger,
  count,
  flag,
  integer,
  primaryKey,
  real,
  requiredText,
  text,
  time,
} from './column-types.js';

/** An account at a provider, its secrets encrypted. */
@Entity('accounts')
export class Account {
  @PrimaryColumn(primaryKey('pk_accounts')) id: string;
  @Column(requiredText) name: string;
  @Column(requiredText) provider: string;
  @Column({ ...requiredText, name: 'auth_type', default: 'api_key' }) authType: string;
  @Column({ ...text, name: 'api_key_enc' }) apiKeyEnc: string | null;
  @Column({ ...text, name: 'refresh_token_enc' }) refreshTokenEnc: string | null;
  @Column({ ...bigInteger, name: 'token_expires_at' }) tokenExpiresAt: number | null;
  @Column({ ...text, name: 'base_url' }) baseUrl: string | null;
  @Column(count) priority: number | null;
  @Column({ ...integer, name: 'rate_limit', default: 60 }) rateLimit: number | null;
  /** US dollars. */
  @Column({ ...real, name: 'monthly_budget' }) monthlyBudget: number | null;
  @Column(flag(1)) enabled: number | null;
  @Column({ ...text, name: 'subscription_type' }) subscriptionType: string | null;
  @Column({ ...text, name: 'account_email' }) accountEmail: string | null;
  @Column({ ...text, name: 'external_account_id' }) externalAccountId: string | null;
  /** JSON list. */
  @Column(text) dialects: string | null;
  @Column({ ...text, name: 'last_used_at' }) lastUsedAt: string | null;
  @Column({ ...text, name: 'last_error' }) lastError: string | null;
  @Column({ ...text, name: 'last_error_at' }) lastErrorAt: string | null;
  @Column({ ...count, name: 'error_count' }) errorCount: number | null;
  @Column({ ...text, default: 'unknown' }) status: string | null;
  @Column({ ...time, name: 'created_at' }) createdAt: string | null;
  @Column({ ...time, name: 'updated_at' }) updatedAt: string | null;
}
