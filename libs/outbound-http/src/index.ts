export { guardedFetch, type GuardedFetch } from './guarded-fetch.js';
export {
  HostUnreachableError,
  HttpClient,
  type OutboundRequest,
  type OutboundResponse,
} from './http-client.js';
export { permitsHost } from './private-host.js';
export { lookUpWith } from './permitted-lookup.js';
