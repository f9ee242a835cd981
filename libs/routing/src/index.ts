export * from './plan/index.js';
export { RoutingModule } from './routing.module.js';
