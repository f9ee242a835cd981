import { Injectable } from '@nestjs/common';

import { nowMsSql } from '../database-time.js';
import { Database } from '../database.js';
import { InstanceRecord } from '../entities/index.js';
import type { InstanceRow, SeenInstanceRow } from '../rows.js';

/** Running gateway processes, known to all processes on the database. */
@Injectable()
export class InstancesRepository {
  constructor(private readonly database: Database) {}

  /** Adds the instance, or records that it is still running. */
  async heartbeat(instance: InstanceRow): Promise<void> {
    await this.database.write(async (manager) => {
      await manager
        .createQueryBuilder()
        .insert()
        .into(InstanceRecord)
        .values({ ...instance, heartbeatAtMs: () => nowMsSql(this.database) })
        .orUpdate(['heartbeat_at_ms'], ['id'])
        .updateEntity(false)
        .execute();
    });
  }

  async remove(id: string): Promise<void> {
    await this.database.write((manager) => manager.delete(InstanceRecord, { id }));
  }

  async find(id: string): Promise<SeenInstanceRow | null> {
    return (await this.list()).find((instance) => instance.id === id) ?? null;
  }

  /** In the order of their starts. */
  async list(): Promise<SeenInstanceRow[]> {
    const rows = await this.database.read((manager) =>
      manager
        .createQueryBuilder(InstanceRecord, 'i')
        .select(['i.id AS id', 'i.host AS host', 'i.pid AS pid', 'i.role AS role'])
        .addSelect('i.started_at', 'startedAt')
        .addSelect(`${nowMsSql(this.database)} - i.heartbeat_at_ms`, 'silentMs')
        .orderBy('i.started_at')
        .addOrderBy('i.id')
        .getRawMany<InstanceRow & { silentMs: number | string }>(),
    );
    // PostgreSQL's driver returns bigint as text.
    return rows.map((row) => ({ ...row, silentMs: Number(row.silentMs) }));
  }
}
