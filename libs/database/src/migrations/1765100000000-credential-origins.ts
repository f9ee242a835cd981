import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which token or ADMIN_TOKEN an API token was made with, and which keys the tenant itself cannot enable. */
export class CredentialOrigins1765100000000 implements MigrationInterface {
  readonly name = 'CredentialOrigins1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    const id = isSqlite ? 'text' : 'text COLLATE "C"';
    await runner.query(`ALTER TABLE "api_tokens" ADD COLUMN "parent_id" ${id}`);
    await runner.query('ALTER TABLE "api_tokens" ADD COLUMN "admin_token_fingerprint" text');
    await runner.query('CREATE INDEX "ix_api_tokens_parent" ON "api_tokens" ("parent_id")');
    const zero = isSqlite ? '0' : "'0'";
    await runner.query(`ALTER TABLE "tenant_keys" ADD COLUMN "suspended" integer DEFAULT ${zero}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "tenant_keys" DROP COLUMN "suspended"');
    await runner.query('DROP INDEX "ix_api_tokens_parent"');
    await runner.query('ALTER TABLE "api_tokens" DROP COLUMN "admin_token_fingerprint"');
    await runner.query('ALTER TABLE "api_tokens" DROP COLUMN "parent_id"');
  }
}
