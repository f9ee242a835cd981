export { TenantsModule } from './tenants.module.js';
export * from './pipeline/index.js';
