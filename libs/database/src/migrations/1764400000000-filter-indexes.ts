import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An index for each filter of the lists, in the order in which they are shown. */
export class FilterIndexes1764400000000 implements MigrationInterface {
  readonly name = 'FilterIndexes1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') {
      // Byte order: names with the same prefix are adjacent, whatever the language of the database is.
      await setCollation(runner, '"C"');
    }
    for (const [name, definition] of Object.entries(indexes)) {
      await runner.query(`CREATE INDEX "${name}" ON ${definition}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`DROP INDEX "${name}"`);
    if (runner.dataSource.options.type === 'postgres') await setCollation(runner, '"default"');
  }
}

/** Partial where most rows have nothing to find: they pay nothing for it. */
const indexes: Readonly<Record<string, string>> = {
  ix_request_logs_status:
    '"request_logs" ("status_code", "timestamp", "id") WHERE status_code IS DISTINCT FROM 200',
  ix_request_logs_key: '"request_logs" ("key_id", "timestamp", "id") WHERE key_id IS NOT NULL',
  ix_request_logs_model: '"request_logs" ("original_model", "timestamp", "id")',
  ix_request_logs_routed_model:
    '"request_logs" ("routed_model", "timestamp", "id") WHERE routed_model IS DISTINCT FROM original_model',
  ix_usage_session_created: '"usage" ("session_id", "created_at") WHERE session_id IS NOT NULL',
  ix_usage_model_created: '"usage" ("routed_model", "created_at")',
  ix_audit_events_actor_name: '"audit_events" ("actor_name", "seq")',
  ix_audit_events_action: '"audit_events" ("action", "seq")',
  ix_audit_events_failures: `"audit_events" ("seq") WHERE outcome = 'failure'`,
};

async function setCollation(runner: QueryRunner, collation: string): Promise<void> {
  for (const column of ['original_model', 'routed_model']) {
    await runner.query(
      `ALTER TABLE "request_logs" ALTER COLUMN "${column}" TYPE text COLLATE ${collation}`,
    );
  }
}
