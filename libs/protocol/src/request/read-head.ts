import { isUtf8 } from 'node:buffer';

import { GatewayError, isJsonObject, textOf, type JsonObject } from '@codegate/kernel';

import type { EndpointDefinition } from '../endpoint.js';
import { refuseAmbiguousNames } from './refuse-ambiguous-names.js';

/** What the gateway has to know of every request, whatever its wire format. */
export type RequestHead = {
  model: string;
  stream: boolean;
  /** Outermost field that limits the output and its value; null when the request has none. */
  outputLimits: readonly { field: string; tokens: number }[];
  sessionId: string | null;
  json: JsonObject;
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Headers in which coding agents name their session: Claude Code, Codex, opencode. */
const sessionHeaders = [
  'x-claude-code-session-id',
  'session-id',
  'session_id',
  'x-session-id',
  'x-session-affinity',
] as const;
const maxSessionIdLength = 128;
/** No provider takes more, and every step after this one may walk through the body recursively. */
const deepestNesting = 500;

/**
 * Parses a body once and checks the few fields the gateway relies on; everything else is the upstream's to judge.
 *
 * @param path path of the request without its query; some endpoints name the model there
 * @throws GatewayError `invalid_request` that names the field
 */
export function readRequestHead(
  { access, outputLimitFields }: EndpointDefinition,
  { path, body, headers }: { path: string; body: Buffer; headers: Headers },
): RequestHead {
  const json = parseObject(body);
  refuseAmbiguousNames(body, json);
  const { model, stream } = access.read(json, path);
  if (typeof model !== 'string' || model.trim() === '') {
    throw new GatewayError('invalid_request', 'model: a non-empty string is required', {
      field: 'model',
    });
  }
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    throw new GatewayError('invalid_request', 'stream: must be true or false', { field: 'stream' });
  }
  const outputLimits = outputLimitFields.flatMap((field) => {
    const tokens = json[field];
    return typeof tokens === 'number' ? [{ field, tokens }] : [];
  });
  return {
    model,
    stream: stream === true,
    outputLimits,
    sessionId: sessionOf(json, headers),
    json,
  };
}

function parseObject(body: Buffer): JsonObject {
  if (!isUtf8(body)) throw new GatewayError('invalid_request', 'The body is not valid UTF-8');
  let parsed: unknown;
  try {
    parsed = JSON.parse(textOf(body));
  } catch (cause) {
    throw new GatewayError('invalid_request', 'The body is not valid JSON', { cause });
  }
  if (!isJsonObject(parsed)) {
    throw new GatewayError('invalid_request', 'The body must be a JSON object');
  }
  if (isDeeperThan(parsed, deepestNesting)) {
    const message = `The body is nested more than ${deepestNesting} levels deep`;
    throw new GatewayError('invalid_request', message);
  }
  return parsed;
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) {
    for (const item of value) if (isDeeperThan(item, levels - 1)) return true;
    return false;
  }
  for (const key in value) {
    if (isDeeperThan((value as JsonObject)[key], levels - 1)) return true;
  }
  return false;
}

function sessionOf(json: JsonObject, headers: Headers): string | null {
  for (const name of sessionHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value.slice(0, maxSessionIdLength);
  }
  const fromUser = isJsonObject(json.metadata) ? sessionInUserId(json.metadata.user_id) : null;
  const found = fromUser ?? json.prompt_cache_key;
  return typeof found === 'string' && found !== '' ? found.slice(0, maxSessionIdLength) : null;
}

/** Claude Code puts its session into metadata.user_id: a JSON text, in older versions `…_session_<uuid>`. */
function sessionInUserId(userId: unknown): string | null {
  if (typeof userId !== 'string') return null;
  const match = /"session_id"\s*:\s*"([^"]+)"|_session_([0-9a-f-]{36})$/.exec(userId);
  return match?.[1] ?? match?.[2] ?? null;
}
