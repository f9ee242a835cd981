import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose a token is, and how often each guardrail found something. */
export class Privacy1764300000000 implements MigrationInterface {
  readonly name = 'Privacy1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    const ordered = isSqlite ? 'text' : 'text COLLATE "C"';
    const zero = isSqlite ? '0' : "'0'";
    await runner.query(`ALTER TABLE "privacy_mappings" ADD COLUMN "tenant_id" ${ordered}`);
    await runner.query(
      'CREATE INDEX "ix_privacy_mappings_created_at" ON "privacy_mappings" ("created_at", "id")',
    );
    await runner.query(
      `CREATE TABLE "guardrail_counts" (
      "day" ${ordered} NOT NULL,
      "tenant_id" ${ordered} NOT NULL,
      "category" ${ordered} NOT NULL,
      "anonymized" integer NOT NULL DEFAULT ${zero},
      "reported" integer NOT NULL DEFAULT ${zero},
      "blocked" integer NOT NULL DEFAULT ${zero},
      CONSTRAINT "pk_guardrail_counts" PRIMARY KEY ("day", "tenant_id", "category"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "guardrail_counts"');
    await runner.query('DROP INDEX "ix_privacy_mappings_created_at"');
    await runner.query('ALTER TABLE "privacy_mappings" DROP COLUMN "tenant_id"');
  }
}
