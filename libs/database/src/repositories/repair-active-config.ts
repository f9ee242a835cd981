import type { Database } from '../database.js';
import { Config } from '../entities/index.js';
import { activateOnly, lockConfigs } from './configs.repository.js';

/**
 * The original allows several active configs. The newest stays active, the others are switched off. Called when the
 * database is opened; the gateway itself keeps one config active.
 */
export async function repairActiveConfig(database: Database): Promise<void> {
  const countActive = () => database.read((manager) => manager.countBy(Config, { isActive: 1 }));
  if ((await countActive()) < 2) return;
  await database.write(async (manager) => {
    await lockConfigs(manager);
    const active = await manager.find(Config, {
      where: { isActive: 1 },
      order: { createdAt: 'DESC', id: 'DESC' },
    });
    const [newest] = active;
    if (!newest || active.length < 2) return;
    await activateOnly(manager, newest.id);
    database.logger.warn(
      { configs: active.map(({ id }) => id), kept: newest.id },
      'several configs were active, only the newest still is',
    );
  });
}
