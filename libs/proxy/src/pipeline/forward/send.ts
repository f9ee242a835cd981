import { endpointOf } from '@codegate/protocol';

import type { OutboundRequest } from '../adapt/outbound-request.js';
import type { Call } from '../call.js';
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
  { call, protection }: Pick<Exchange, 'call' | 'protection'>,
  outbound: OutboundRequest,
  upstreams: Pick<UpstreamClient, 'send'>,
): Promise<UpstreamResponse> {
  const { route, path, body, conversion } = outbound;
  return upstreams.send(
    {
      origin: route.origin,
      path: conversion ? path : joinQuery(path, call),
      method: 'POST',
      headers: sendHeaders(call, outbound, protection),
      body,
    },
    call.clientAbort,
  );
}

/** A parameter that is passed on: a version or a flag. */
const plainParameter = /^([\w-]{1,64})=[\w.-]{1,64}$/;

/**
 * Adds the parameters of the query that the endpoint knows. All others stay here: some clients put their credentials
 * for the gateway into the query, under any name and in any spelling.
 */
function joinQuery(path: string, { query, endpoint }: Pick<Call, 'query' | 'endpoint'>): string {
  if (query === '') return path;
  const known = endpointOf(endpoint).queryParameters ?? [];
  const passed = query
    .slice(1)
    .split('&')
    .filter((parameter) => known.includes(plainParameter.exec(parameter)?.[1] ?? ''));
  if (passed.length === 0) return path;
  return path + (path.includes('?') ? '&' : '?') + passed.join('&');
}
