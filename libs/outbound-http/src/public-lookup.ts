import { lookup as lookUpName, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

import { isPrivateAddress } from './private-host.js';

/**
 * A DNS lookup that refuses private addresses. A public name may resolve to one; checking at connect time means the
 * address cannot change after the check (DNS rebinding).
 */
export const lookUpPublicAddress: LookupFunction = (hostname, options, callback) => {
  const all: LookupOptions & { all: true } = { ...options, all: true };
  lookUpName(hostname, all, (error, addresses) => {
    const open = error ? [] : addresses.filter(({ address }) => !isPrivateAddress(address));
    const first = open[0];
    if (!first) {
      const refusal = Object.assign(new Error('private address'), { code: 'EPRIVATE' });
      callback(error ?? refusal, '', 0);
    } else if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};
