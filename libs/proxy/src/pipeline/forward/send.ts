import type { OutboundRequest } from '../adapt/outbound-request.js';
import type { Exchange } from '../exchange.js';
import { sendHeaders } from './send-headers.js';
import type { UpstreamClient, UpstreamResponse } from './upstream-client.js';

/**
 * Sends a request to its account.
 *
 * @returns the response, as soon as its head has come
 * @throws what failed on the way: connection, timeout, ClientDisconnectedError
 */
export function send(
  { call }: Pick<Exchange, 'call'>,
  outbound: OutboundRequest,
  upstreams: Pick<UpstreamClient, 'send'>,
): Promise<UpstreamResponse> {
  const { route, path, body, conversion } = outbound;
  return upstreams.send(
    {
      origin: route.origin,
      path: conversion ? path : joinQuery(path, call.query),
      method: 'POST',
      headers: sendHeaders(call, outbound),
      body,
    },
    call.clientAbort,
  );
}

/** Credentials of a caller are for the gateway; some clients put them in the query. */
const credentialParameter = /^(?:key|api[-_]?key|access[-_]?token)(?:=|$)/i;

function joinQuery(path: string, query: string): string {
  if (query === '') return path;
  const all = query.slice(1).split('&');
  const passed = all.filter((parameter) => !credentialParameter.test(parameter)).join('&');
  if (passed === '') return path;
  return path + (path.includes('?') ? '&' : '?') + passed;
}
