import type { RequestHead } from '@codegate/protocol';

/** The request as far as the gateway understands it, and its bytes without content encodings. */
export type DecodedRequest = RequestHead & { body: Buffer };
