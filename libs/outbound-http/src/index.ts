export {
  HostUnreachableError,
  HttpClient,
  type OutboundRequest,
  type OutboundResponse,
} from './http-client.js';
export { isPrivateHost } from './private-host.js';
export { lookUpPublicAddress } from './public-lookup.js';
