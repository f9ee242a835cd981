import type { Dialect } from '@codegate/protocol';

import type { Conversation } from '../../engine/index.js';
import type { Guard } from '../guard.js';
import type { Layout } from './body-parts.js';
import type { LocatedPart, MaskedBody } from './masked-request.js';

/** A part, with the fingerprints of the conversation before and after it. */
export type CachedPart = LocatedPart & { readonly before: string; readonly after: string };

/** The last request of a conversation, and the result for each of its parts. */
export type CachedRequest = {
  readonly guard: Guard;
  readonly dialect: Dialect;
  readonly body: Buffer;
  readonly layout: Layout;
  readonly parts: readonly CachedPart[];
  readonly masked: MaskedBody;
  /** The state of the conversation after all parts, with which the next request may go on. */
  readonly state: Conversation;
};
