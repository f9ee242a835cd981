import type { HmacKey } from './hmac-key.js';

/** Keys derived from the guardrail key for one tenant. */
export type TenantKeys = Readonly<Record<'tag' | 'stored' | 'check', HmacKey>> & {
  readonly cipher: Buffer;
};
