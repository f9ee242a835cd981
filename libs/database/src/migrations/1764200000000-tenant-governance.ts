import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys and limits of tenants, budgets with their alerts, prices an admin knows better. */
export class TenantGovernance1764200000000 implements MigrationInterface {
  readonly name = 'TenantGovernance1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    for (const statement of statementsFor(isSqlite)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['ix_usage_key_created', 'ix_request_logs_errors']) {
      await runner.query(`DROP INDEX "${index}"`);
    }
    for (const table of ['model_prices', 'alerts', 'budgets', 'tenant_keys']) {
      await runner.query(`DROP TABLE "${table}"`);
    }
    for (const [table, columns] of Object.entries(addedColumns(true))) {
      for (const column of Object.keys(columns)) {
        await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
      }
    }
  }
}

/** What the two databases spell differently. */
function typesFor(isSqlite: boolean) {
  const ordered = isSqlite ? 'text' : 'text COLLATE "C"';
  return {
    ordered,
    key: `${ordered} NOT NULL`,
    time: `${ordered} NOT NULL DEFAULT ${isSqlite ? 'CURRENT_TIMESTAMP' : 'now()'}`,
    count: `integer DEFAULT ${isSqlite ? '0' : "'0'"}`,
    flag: `integer DEFAULT ${isSqlite ? '1' : "'1'"}`,
    real: 'double precision',
  };
}

function addedColumns(isSqlite: boolean): Record<string, Record<string, string>> {
  const { ordered, count } = typesFor(isSqlite);
  return {
    tenants: { tokens_per_minute: count, max_concurrent: count, time_zone: 'text' },
    usage: { key_id: ordered, billing: 'text', web_searches: count },
    request_logs: { key_id: ordered },
  };
}

function statementsFor(isSqlite: boolean): string[] {
  const { ordered, key, time, count, flag, real } = typesFor(isSqlite);
  const added = Object.entries(addedColumns(isSqlite)).flatMap(([table, columns]) =>
    Object.entries(columns).map(
      ([column, type]) => `ALTER TABLE "${table}" ADD COLUMN "${column}" ${type}`,
    ),
  );
  return [
    ...added,
    'CREATE INDEX "ix_usage_key_created" ON "usage" ("key_id", "created_at")',
    // Errors are few: a list of them is short work, and the other rows pay nothing for it.
    'CREATE INDEX "ix_request_logs_errors" ON "request_logs" ("timestamp", "id") WHERE status_code >= 400',
    `CREATE TABLE "tenant_keys" (
      "id" ${key}, "tenant_id" ${key}, "name" text NOT NULL,
      "key_hash" ${key}, "key_prefix" text NOT NULL, "key_enc" text,
      "previous_hash" ${ordered}, "previous_until" ${ordered},
      "enabled" ${flag}, "expires_at" ${ordered}, "revoked_at" ${ordered}, "last_used_at" ${ordered},
      "endpoints" text, "models" text, "settings" text,
      "rate_limit" ${count}, "tokens_per_minute" ${count}, "max_concurrent" ${count},
      "created_by" text, "created_at" ${time}, "updated_at" ${time},
      CONSTRAINT "pk_tenant_keys" PRIMARY KEY ("id"),
      CONSTRAINT "uq_tenant_keys_hash" UNIQUE ("key_hash"),
      CONSTRAINT "fk_tenant_keys_tenant" FOREIGN KEY ("tenant_id") REFERENCES "tenants" ("id") ON DELETE CASCADE
    )`,
    'CREATE INDEX "ix_tenant_keys_tenant" ON "tenant_keys" ("tenant_id")',
    `CREATE TABLE "budgets" (
      "id" ${key}, "scope" text NOT NULL, "subject_id" ${key}, "period" text NOT NULL,
      "limit_micro_usd" bigint NOT NULL, "enforcement" text NOT NULL, "counts" text NOT NULL,
      "thresholds" text, "time_zone" text, "starts_at" ${key},
      "created_at" ${time}, "updated_at" ${time},
      CONSTRAINT "pk_budgets" PRIMARY KEY ("id")
    )`,
    'CREATE INDEX "ix_budgets_subject" ON "budgets" ("scope", "subject_id")',
    `CREATE TABLE "alerts" (
      "id" ${key}, "once" ${key}, "kind" text NOT NULL, "budget_id" ${ordered},
      "scope" text NOT NULL, "subject_id" ${ordered}, "subject_name" text, "threshold" integer,
      "spent_micro_usd" bigint, "limit_micro_usd" bigint, "message" text NOT NULL,
      "deliveries" text, "acknowledged_at" ${ordered}, "created_at" ${time},
      CONSTRAINT "pk_alerts" PRIMARY KEY ("id"),
      CONSTRAINT "uq_alerts_once" UNIQUE ("once")
    )`,
    'CREATE INDEX "ix_alerts_created" ON "alerts" ("created_at", "id")',
    `CREATE TABLE "model_prices" (
      "model" ${key}, "input" ${real} NOT NULL, "output" ${real} NOT NULL, "cache_read" ${real},
      "cache_write" ${real}, "cache_write_1h" ${real}, "web_search" ${real}, "updated_at" ${time},
      CONSTRAINT "pk_model_prices" PRIMARY KEY ("model")
    )`,
  ];
}
