import type { IncomingHttpHeaders } from 'node:http';

import type { Usage } from '@codegate/protocol';

import type { Failure } from '../classify/failure.js';
import type { StreamSource } from '../restore/stream-source.js';

/** A whole response, converted and with its values restored. */
export type BodyOutcome = {
  kind: 'body';
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Text of the response before values were restored, for the log; null when it is not wanted. */
  original: string | null;
  usage: Usage | undefined;
};

/** A stream whose first content has come. */
export type StreamOutcome = { kind: 'stream'; headers: IncomingHttpHeaders; source: StreamSource };

/** What came of asking the accounts. */
export type Outcome = BodyOutcome | StreamOutcome | Failure;
