import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import SqliteHandle from 'better-sqlite3';

import { GatewayConfig, readConfig } from '@codegate/config';
import { silentLogger } from '@codegate/kernel';

import { Database } from './database.js';
import { DatabaseModule } from './database.module.js';
import { openDatabase } from './open-database.js';
import { SettingsRepository, UsageRepository } from './repositories/index.js';
import { aDataDir, aUsage } from './testing/test-databases.js';

describe('openDatabase on SQLite', () => {
  it('makes a private file with the settings the gateway relies on, and no backup of nothing', async () => {
    const dataDir = join(aDataDir(), 'new', 'folder');

    const database = await openDatabase({ dataDir }, silentLogger);

    expect(statSync(join(dataDir, 'codegate.db')).mode & 0o777).toBe(0o600);
    const pragma = (name: string) => database.sqlite?.pragma(name, { simple: true });
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('synchronous')).toBe(1);
    expect(pragma('busy_timeout')).toBe(5_000);
    expect(existsSync(join(dataDir, 'backups'))).toBe(false);
    await database.close();
    await database.close();
    await expect(database.ping()).rejects.toThrow('closed');
  });

  it('refuses a file that is no database and leaves it as it is', async () => {
    const dataDir = aDataDir();
    writeFileSync(join(dataDir, 'codegate.db'), 'this is not a database at all, only some text');

    await expect(openDatabase({ dataDir }, silentLogger)).rejects.toThrow(/cannot be opened/);

    expect(statSync(join(dataDir, 'codegate.db')).size).toBe(45);
  });

  it('refuses a database of a newer version', async () => {
    const dataDir = aDataDir();
    await (await openDatabase({ dataDir }, silentLogger)).close();
    const handle = new SqliteHandle(join(dataDir, 'codegate.db'));
    handle.exec("INSERT INTO migrations (timestamp, name) VALUES (9, 'FromTheFuture')");
    handle.close();

    await expect(openDatabase({ dataDir }, silentLogger)).rejects.toThrow(/newer version/);
  });

  it('changes nothing when the upgrade fails, and has made its copy', async () => {
    const dataDir = aDataDir();
    const handle = new SqliteHandle(join(dataDir, 'codegate.db'));
    handle.exec(
      "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT); INSERT INTO settings VALUES ('a', '1')",
    );
    handle.exec(
      "CREATE TABLE configs (id TEXT, name TEXT); INSERT INTO configs VALUES ('1', 'x'), ('2', 'x')",
    );

    await expect(openDatabase({ dataDir }, silentLogger)).rejects.toThrow(/current schema/);

    const tables = handle
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .pluck()
      .all();
    expect(tables).toEqual(['settings', 'configs']);
    expect(handle.prepare('SELECT COUNT(*) FROM configs').pluck().get()).toBe(2);
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(1);
    handle.close();
  });

  it('keeps the last five copies', async () => {
    const dataDir = aDataDir();
    mkdirSync(join(dataDir, 'backups'));
    for (let day = 1; day <= 7; day += 1) {
      writeFileSync(join(dataDir, 'backups', `codegate-2025-01-0${day}T00-00-00-000Z.db`), '');
    }
    writeFileSync(join(dataDir, 'backups', 'mine.db'), '');
    new SqliteHandle(join(dataDir, 'codegate.db'))
      .exec('CREATE TABLE settings (key, value)')
      .close();

    await (await openDatabase({ dataDir }, silentLogger)).close();

    const copies = readdirSync(join(dataDir, 'backups')).sort();
    expect(copies).toHaveLength(6);
    expect(copies[0]).toBe('codegate-2025-01-04T00-00-00-000Z.db');
    expect(copies).toContain('mine.db');
  });

  it('takes a file that everybody could read out of their reach', async () => {
    const dataDir = aDataDir();
    await (await openDatabase({ dataDir }, silentLogger)).close();
    chmodSync(join(dataDir, 'codegate.db'), 0o644);

    await (await openDatabase({ dataDir }, silentLogger)).close();

    expect(statSync(join(dataDir, 'codegate.db')).mode & 0o777).toBe(0o600);
  });
});

describe('Database', () => {
  it('keeps what the ledger writes when a transaction beside it fails', async () => {
    const database = await openDatabase({ dataDir: aDataDir() }, silentLogger);
    const usage = new UsageRepository(database);
    let enter: () => void = () => undefined;
    const inside = new Promise<void>((resolve) => {
      enter = resolve;
    });
    const failing = database.write(async (manager) => {
      await manager.query("INSERT INTO settings (key, value) VALUES ('half', '1')");
      enter();
      await setImmediate();
      throw new Error('refused');
    });
    await inside;
    const append = usage.append({ usage: [aUsage()], logs: [] });

    await expect(failing).rejects.toThrow('refused');
    await append;

    expect((await usage.sums({ groupBy: 'model', limit: 1, offset: 0 })).totals.requests).toBe(1);
    expect((await new SettingsRepository(database).all()).size).toBe(0);
    await database.close();
  });

  it('keeps other processes from writing between the reads and the writes of a transaction', async () => {
    const dataDir = aDataDir();
    const database = await openDatabase({ dataDir }, silentLogger);
    const other = new SqliteHandle(join(dataDir, 'codegate.db'), { timeout: 0 });
    const insert = (key: string) => `INSERT INTO settings (key, value) VALUES ('${key}', '1')`;

    await database.write(async (manager) => {
      await manager.query('SELECT * FROM settings');
      expect(() => other.exec(insert('theirs'))).toThrow(/locked/);
      await manager.query(insert('ours'));
    });

    other.exec(insert('theirs'));
    expect((await new SettingsRepository(database).all()).size).toBe(2);
    other.close();
    await database.close();
  });

  it('appends 500 requests with their logs in a fraction of a flush interval', async () => {
    const database = await openDatabase({ dataDir: aDataDir() }, silentLogger);
    const usage = new UsageRepository(database);
    const batch = (round: number) => ({
      usage: Array.from({ length: 500 }, (_, index) => aUsage({ id: `${round}-${index}` })),
      logs: [],
    });
    const durations: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const rows = batch(round);
      const before = process.cpuUsage();
      await usage.append(rows);
      const { user, system } = process.cpuUsage(before);
      durations.push((user + system) / 1_000);
    }

    // Typically 4 ms of CPU time, which does not depend on what else the machine does.
    expect(durations.sort((a, b) => a - b)[5]).toBeLessThan(30);
    await database.close();
  });
});

describe('DatabaseModule', () => {
  it('gives out repositories, and closes after everybody who still writes at shutdown', async () => {
    const config = readConfig({ DATA_DIR: aDataDir() });
    const seen: string[] = [];

    @Injectable()
    class LateWriter implements OnApplicationShutdown {
      constructor(private readonly settings: SettingsRepository) {}

      async onApplicationShutdown() {
        await this.settings.set({ last: 'words' });
        seen.push((await this.settings.all()).get('last') ?? 'nothing');
      }
    }
    @Module({ providers: [LateWriter] })
    class LateModule {}
    @Module({
      providers: [{ provide: GatewayConfig, useValue: config }],
      exports: [GatewayConfig],
    })
    class ConfigModule {}
    @Module({})
    class AppModule {}
    const app = await NestFactory.createApplicationContext(
      {
        module: AppModule,
        imports: [
          { module: ConfigModule, global: true },
          DatabaseModule.forRoot(silentLogger),
          LateModule,
        ],
      },
      { logger: false },
    );
    const database = app.get(Database);

    await app.close();

    expect(seen).toEqual(['words']);
    await expect(database.ping()).rejects.toThrow('closed');
  });
});
