import type { AccountCredential } from '@codegate/accounts';
import type { Change, Dialect } from '@codegate/protocol';

import type { ProxyAccount, UpstreamRoute } from '../../directory/snapshot.js';
import type { ResponseConversion } from '../restore/response-conversion.js';

/** A request ready to be sent to one account, and how its response is read. */
export type OutboundRequest = {
  account: ProxyAccount;
  /** The model the account is asked for. */
  targetModel: string;
  /** Whether the client named another model. */
  isOtherModel: boolean;
  /** Its headers are made when the request is sent. */
  credential: AccountCredential;
  route: UpstreamRoute;
  /** Path at the upstream, with the model where the dialect names it there. */
  path: string;
  dialect: Dialect;
  body: Buffer;
  /** Whether the upstream is asked for a stream. */
  asksForStream: boolean;
  /** Whether the client gets one. */
  stream: boolean;
  /** Whether events with nothing but usage are for the gateway only. */
  hidesUsage: boolean;
  /** Converts the response when the account does not speak the client's wire format. */
  conversion: ResponseConversion | null;
  /** Makes a stream of a JSON response in the client's own format; null when there is a conversion anyway. */
  sameFormat: (() => ResponseConversion) | null;
  /** The model named in a response that is passed on; null leaves the name of the upstream. */
  shownModel: string | null;
  /** The API version the body was written for, where the dialect has one. */
  version: string | undefined;
  /** How it differs from what the client sent, for people. */
  changes: readonly Change[];
};
