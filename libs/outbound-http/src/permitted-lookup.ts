import { lookup as lookUpName, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

import { permitsAddress } from './private-host.js';

/**
 * A DNS lookup that refuses addresses requests may not go to. A public name may resolve to a private address; checking
 * at connect time means the address cannot change after the check (DNS rebinding).
 *
 * @param allowsPrivate whether private networks are permitted; metadata services never are
 */
export function lookUpWith(allowsPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    const all: LookupOptions & { all: true } = { ...options, all: true };
    lookUpName(hostname, all, (error, addresses) => {
      const open = error
        ? []
        : addresses.filter(({ address }) => permitsAddress(address, allowsPrivate));
      const first = open[0];
      if (!first) {
        const refusal = Object.assign(new Error('private address'), { code: 'EPRIVATE' });
        callback(error ?? refusal, '', 0);
      } else if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };
}
