import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their sessions and tokens, single sign-on, and the audit log. */
export class Identity1764100000000 implements MigrationInterface {
  readonly name = 'Identity1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const statement of statementsFor(isSqlite)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_events', 'sso_providers', 'api_tokens', 'user_sessions', 'users']) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}

function statementsFor(isSqlite: boolean): string[] {
  const ordered = isSqlite ? 'text' : 'text COLLATE "C"';
  const now = isSqlite ? 'CURRENT_TIMESTAMP' : 'now()';
  // The spelling that the two databases report back unchanged.
  const flag = (value: 0 | 1) => `integer DEFAULT ${isSqlite ? String(value) : `'${value}'`}`;
  return [
    `CREATE TABLE "users" (
      "id" ${ordered} NOT NULL,
      "name" text NOT NULL,
      "name_key" ${ordered} NOT NULL,
      "email" ${ordered},
      "role" text NOT NULL,
      "tenant_ids" text,
      "password_hash" text,
      "totp_secret_enc" text,
      "totp_enabled" ${flag(0)},
      "totp_last_step" bigint,
      "recovery_codes" text,
      "sso_issuer" ${ordered},
      "sso_subject" ${ordered},
      "enabled" ${flag(1)},
      "last_login_at" text,
      "created_at" ${ordered} DEFAULT ${now},
      "updated_at" ${ordered} DEFAULT ${now},
      CONSTRAINT "pk_users" PRIMARY KEY ("id"),
      CONSTRAINT "uq_users_name_key" UNIQUE ("name_key"),
      CONSTRAINT "uq_users_email" UNIQUE ("email"),
      CONSTRAINT "uq_users_sso" UNIQUE ("sso_issuer", "sso_subject"))`,
    `CREATE TABLE "user_sessions" (
      "id" ${ordered} NOT NULL,
      "secret_hash" ${ordered} NOT NULL,
      "user_id" ${ordered} NOT NULL,
      "created_at" ${ordered} NOT NULL DEFAULT ${now},
      "last_seen_at" ${ordered} NOT NULL DEFAULT ${now},
      "expires_at" ${ordered} NOT NULL,
      "address" text,
      "user_agent" text,
      CONSTRAINT "pk_user_sessions" PRIMARY KEY ("id"),
      CONSTRAINT "uq_user_sessions_secret_hash" UNIQUE ("secret_hash"),
      CONSTRAINT "fk_user_sessions_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE)`,
    'CREATE INDEX "ix_user_sessions_user" ON "user_sessions" ("user_id")',
    `CREATE TABLE "api_tokens" (
      "id" ${ordered} NOT NULL,
      "name" text NOT NULL,
      "token_hash" ${ordered} NOT NULL,
      "token_prefix" text NOT NULL,
      "user_id" ${ordered},
      "permissions" text NOT NULL,
      "tenant_ids" text,
      "expires_at" text,
      "last_used_at" text,
      "revoked_at" text,
      "created_at" ${ordered} DEFAULT ${now},
      CONSTRAINT "pk_api_tokens" PRIMARY KEY ("id"),
      CONSTRAINT "uq_api_tokens_token_hash" UNIQUE ("token_hash"),
      CONSTRAINT "fk_api_tokens_user" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE)`,
    'CREATE INDEX "ix_api_tokens_user" ON "api_tokens" ("user_id")',
    `CREATE TABLE "sso_providers" (
      "id" ${ordered} NOT NULL,
      "issuer" text NOT NULL,
      "client_id" text NOT NULL,
      "client_secret_enc" text,
      "scopes" text NOT NULL,
      "groups_claim" text NOT NULL,
      "role_map" text NOT NULL,
      "default_role" text,
      "updated_at" ${ordered} DEFAULT ${now},
      CONSTRAINT "pk_sso_providers" PRIMARY KEY ("id"))`,
    `CREATE TABLE "audit_events" (
      "seq" bigint NOT NULL,
      "at" ${ordered} NOT NULL,
      "actor_kind" text NOT NULL,
      "actor_id" ${ordered},
      "actor_name" text,
      "action" ${ordered} NOT NULL,
      "target_id" ${ordered},
      "outcome" text NOT NULL,
      "reason" text,
      "address" text,
      "request_id" text,
      "before" text,
      "after" text,
      "prev_hash" text NOT NULL,
      "hash" text NOT NULL,
      CONSTRAINT "pk_audit_events" PRIMARY KEY ("seq"))`,
    'CREATE INDEX "ix_audit_events_at" ON "audit_events" ("at", "seq")',
    'CREATE INDEX "ix_audit_events_actor" ON "audit_events" ("actor_id", "seq")',
    'CREATE INDEX "ix_audit_events_target" ON "audit_events" ("target_id", "seq")',
  ];
}
