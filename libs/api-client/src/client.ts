import { ApiError } from './api-error.js';
import { operationTable } from './generated/operations.data.js';
import type { ApiClient, CallOptions } from './operation-types.js';
import { toPath, type QueryValues } from './to-path.js';

export type ClientOptions = {
  /** Where the admin API is, such as `http://127.0.0.1:9211`. */
  baseUrl: string;
  /** An API token, or ADMIN_TOKEN. Without one a browser uses the session of the console. */
  token?: string;
  /** Sent with every request. */
  headers?: Readonly<Record<string, string>>;
  /** Milliseconds until a request is given up; none when absent. */
  timeoutMs?: number;
  /** Replaces the platform's own. */
  fetch?: typeof fetch;
};

type Input = {
  path?: Readonly<Record<string, string>>;
  query?: QueryValues;
  body?: unknown;
};

/** A client of the gateway's admin API. Every call rejects with an ApiError unless the answer is a success. */
export function createClient(options: ClientOptions): ApiClient {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [id, [method, path]] of Object.entries(operationTable)) {
    const [group = '', name = ''] = id.split('.');
    const call = (input?: Input, callOptions?: CallOptions) =>
      send(options, method, toPath(path, input?.path, input?.query), input?.body, callOptions);
    (groups[group] ??= {})[name] = call;
  }
  // The table and the types are generated from one document.
  return groups as ApiClient;
}

async function send(
  options: ClientOptions,
  method: string,
  path: string,
  body: unknown,
  { signal }: CallOptions = {},
): Promise<unknown> {
  const { baseUrl, timeoutMs, fetch: ask = fetch } = options;
  const signals = [signal, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)];
  const response = await ask(baseUrl.replace(/(?<!\/)\/+$/, '') + path, {
    method,
    headers: headersOf(options, body !== undefined),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.any(signals.filter((it) => it !== undefined)),
  });
  if (!response.ok) throw await ApiError.from(response);
  if (response.status === 204) return undefined;
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return isJson ? await response.json() : response;
}

function headersOf({ token, headers }: ClientOptions, hasBody: boolean): Record<string, string> {
  return {
    accept: 'application/json, */*;q=0.5',
    // Proves to the gateway that no foreign website makes the request with the browser's cookie.
    'x-codegate-csrf': '1',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
    ...headers,
  };
}
