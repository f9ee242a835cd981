import { CredentialStore } from '@codegate/accounts';
import { CLOCK, GatewayError, type Clock, type JsonObject } from '@codegate/kernel';
import {
  endpointOf,
  readRequestHead,
  type Change,
  type Dialect,
  type Endpoint,
} from '@codegate/protocol';
import { Inject, Injectable } from '@nestjs/common';

import { Directory } from '../directory/directory.js';
import { LiveModels } from '../models/live-models.js';
import { adapt } from '../pipeline/adapt/adapt.js';
import { UnsupportedFields } from '../pipeline/adapt/unsupported-fields.js';

export type PreviewedRequest = {
  accountId: string;
  accountName: string;
  /** The wire format the account gets. */
  dialect: Dialect;
  /** Whether the client's bytes are passed on, rather than converted. */
  passThrough: boolean;
  url: string;
  stream: boolean;
  body: unknown;
  changes: readonly Change[];
};

/** Shows what an account would be sent for a request, made by the very code that sends it. */
@Injectable()
export class RequestPreview {
  constructor(
    private readonly directory: Directory,
    private readonly liveModels: LiveModels,
    private readonly unsupportedFields: UnsupportedFields,
    private readonly credentials: CredentialStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param model the model to ask the account for; the request's own when absent
   * @throws GatewayError `not_found`, or `invalid_request` for what this account's format cannot express
   */
  preview(
    accountId: string,
    endpoint: Endpoint,
    request: JsonObject,
    model: string | undefined,
  ): PreviewedRequest {
    const snapshot = this.directory.current();
    const account = snapshot.accounts.get(accountId);
    if (!account) throw new GatewayError('not_found', `There is no account ${accountId}`);
    if (!account.endpoints.has(endpoint)) {
      throw new GatewayError('invalid_request', `The account cannot serve ${endpoint}`, {
        field: 'endpoint',
      });
    }
    const definition = endpointOf(endpoint);
    const { dialect, format } = definition;
    const body = Buffer.from(JSON.stringify(request));
    const decoded = { ...readRequestHead(definition, { path: '', body, headers: {} }), body };
    const call = { endpoint, dialect, receivedAtMs: this.clock.now() };
    const targetModel = model ?? decoded.model;
    const input = {
      call,
      // A preview shows what applies to every tenant.
      caller: { tenant: null },
      request: decoded,
      snapshot,
      settings: snapshot.settings,
      get internalRequest() {
        return format.request.read(decoded.json);
      },
    };
    const outbound = adapt(
      input,
      { account, targetModel },
      {
        unsupportedFields: this.unsupportedFields,
        credentials: this.credentials,
        liveModels: this.liveModels,
        clock: this.clock,
      },
    );
    return {
      accountId,
      accountName: account.name,
      dialect: outbound.dialect,
      passThrough: outbound.conversion === null,
      url: outbound.route.origin + outbound.path,
      stream: outbound.asksForStream,
      body: JSON.parse(outbound.body.toString('utf8')) as unknown,
      changes: outbound.changes,
    };
  }
}
