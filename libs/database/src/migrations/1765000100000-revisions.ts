import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which configuration changed, so that other processes reload only that. */
export class Revisions1765000100000 implements MigrationInterface {
  readonly name = 'Revisions1765000100000';

  async up(runner: QueryRunner): Promise<void> {
    const ordered =
      runner.dataSource.options.type === 'better-sqlite3' ? 'text' : 'text COLLATE "C"';
    await runner.query(
      `CREATE TABLE "revisions" (
      "topic" ${ordered} NOT NULL,
      "revision" integer NOT NULL,
      CONSTRAINT "pk_revisions" PRIMARY KEY ("topic"))`,
    );
    await runner.query(
      `CREATE TABLE "changes" (
      "topic" ${ordered} NOT NULL,
      "revision" integer NOT NULL,
      "row_id" text,
      CONSTRAINT "pk_changes" PRIMARY KEY ("topic", "revision"))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "changes"');
    await runner.query('DROP TABLE "revisions"');
  }
}
