import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Running processes, and the leases they hold. */
export class Instances1765000300000 implements MigrationInterface {
  readonly name = 'Instances1765000300000';

  async up(runner: QueryRunner): Promise<void> {
    const isSqlite = runner.dataSource.options.type === 'better-sqlite3';
    const key = `${isSqlite ? 'text' : 'text COLLATE "C"'} NOT NULL`;
    await runner.query(`CREATE TABLE "instances" (
      "id" ${key}, "host" text NOT NULL, "pid" integer NOT NULL, "role" text NOT NULL,
      "started_at" ${key}, "heartbeat_at_ms" bigint NOT NULL,
      CONSTRAINT "pk_instances" PRIMARY KEY ("id")
    )`);
    await runner.query(`CREATE TABLE "leases" (
      "name" ${key}, "owner" ${key}, "fencing" bigint NOT NULL, "expires_at_ms" bigint NOT NULL,
      CONSTRAINT "pk_leases" PRIMARY KEY ("name")
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['leases', 'instances']) await runner.query(`DROP TABLE "${table}"`);
  }
}
