import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Limits and account health that several processes share. */
export class Admission1765000200000 implements MigrationInterface {
  readonly name = 'Admission1765000200000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const statement of statementsFor(isSqlite)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'account_health',
      'admission_budgets',
      'admission_grants',
      'admission_windows',
    ]) {
      await runner.query(`DROP TABLE "${table}"`);
    }
  }
}

function statementsFor(isSqlite: boolean): string[] {
  const key = `${isSqlite ? 'text' : 'text COLLATE "C"'} NOT NULL`;
  const number = 'bigint NOT NULL';
  return [
    `CREATE TABLE "admission_windows" (
      "key" ${key}, "slot" ${number}, "amount" ${number},
      CONSTRAINT "pk_admission_windows" PRIMARY KEY ("key", "slot")
    )`,
    'CREATE INDEX "ix_admission_windows_slot" ON "admission_windows" ("slot")',
    `CREATE TABLE "admission_grants" (
      "id" ${key}, "key" ${key}, "owner" ${key}, "amount" ${number}, "expires_at_ms" ${number},
      CONSTRAINT "pk_admission_grants" PRIMARY KEY ("key", "id")
    )`,
    'CREATE INDEX "ix_admission_grants_id" ON "admission_grants" ("id")',
    'CREATE INDEX "ix_admission_grants_expires" ON "admission_grants" ("expires_at_ms")',
    `CREATE TABLE "admission_budgets" (
      "key" ${key}, "ends_at_ms" ${number}, "spent_micro_usd" ${number}, "counted_from_ms" ${number},
      "is_seeded" integer NOT NULL,
      CONSTRAINT "pk_admission_budgets" PRIMARY KEY ("key")
    )`,
    `CREATE TABLE "account_health" (
      "account_id" ${key}, "model" ${key}, "reason" text NOT NULL, "until_ms" ${number},
      "failures" integer NOT NULL, "failed_at_ms" ${number}, "requested_by_provider" integer NOT NULL,
      "updated_at_ms" ${number},
      CONSTRAINT "pk_account_health" PRIMARY KEY ("account_id", "model")
    )`,
  ];
}
