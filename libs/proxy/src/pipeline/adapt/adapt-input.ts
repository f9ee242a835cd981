import type { Exchange } from '../exchange.js';

/** What `adapt` reads of a request in flight; a preview has no more than this. */
export type AdaptInput = Pick<Exchange, 'request' | 'internalRequest' | 'snapshot' | 'settings'> & {
  readonly caller: { readonly tenant: { readonly id: string } | null };
  readonly call: Pick<Exchange['call'], 'endpoint' | 'dialect' | 'receivedAtMs'>;
};
