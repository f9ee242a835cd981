import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows of usage the provider did not tell. */
export class UsageEstimates1764500000000 implements MigrationInterface {
  readonly name = 'UsageEstimates1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    const zero = runner.dataSource.options.type === 'better-sqlite3' ? '0' : "'0'";
    await runner.query(`ALTER TABLE "usage" ADD COLUMN "is_estimated" integer DEFAULT ${zero}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "usage" DROP COLUMN "is_estimated"');
  }
}
