export { Database } from './database.js';
export { DatabaseModule } from './database.module.js';
export { openDatabase, type StorageOptions } from './open-database.js';
export * from './queries.js';
export * from './repositories/index.js';
export type * from './rows.js';
