import 'reflect-metadata';

import { readConfig } from '@codegate/config';
import { systemClock } from '@codegate/kernel';

import { createAdminApp } from './admin/create-admin-app.js';
import { describeStart } from './banner.js';
import { createLogger } from './logging.js';
import { explainStartFailure } from './start-failure.js';
import { surviveUnexpectedErrors } from './unexpected-errors.js';

/** Starts the admin API and the proxy; the proxy listens during the bootstrap of the application. */
async function start(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const app = await createAdminApp(config, logger);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (config.servesAdmin) await app.listen({ host: config.host, port: config.admin.uiPort });
  else await app.init();
  surviveUnexpectedErrors(process, logger, systemClock);
  process.stdout.write(await describeStart(app, config));
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${explainStartFailure(error)}\n`);
  process.exit(1);
}
