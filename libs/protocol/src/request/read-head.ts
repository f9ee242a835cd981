import { isUtf8 } from 'node:buffer';

import { GatewayError, isJsonObject, textOf, type JsonObject } from '@codegate/kernel';

import type { EndpointDefinition } from '../endpoint.js';
import { countValues } from '../json/count-values.js';
import { checkChoices, readOutputLimits } from './check-counts.js';
import { checkModel } from './check-model.js';
import { refuseAmbiguousNames } from './refuse-ambiguous-names.js';

/** What the gateway has to know of every request, whatever its wire format. */
export type RequestHead = {
  model: string;
  stream: boolean;
  /** Outermost field that limits the output and its value; null when the request has none. */
  outputLimits: readonly { field: string; tokens: number }[];
  sessionId: string | null;
  json: JsonObject;
  /** JSON values in the body, which say more about the memory it takes than its bytes do. */
  values: number;
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
/** A request with thousands of messages and hundreds of tools has some ten thousand. */
export const defaultMaxValues = 1_000_000;
/** The shortest value takes one byte, and one more separates it from the next. */
const leastBytesPerValue = 2;
/** No provider takes more, and every step after this one may walk through the body recursively. */
const deepestNesting = 500;

/**
 * Parses a body once and checks the few fields the gateway relies on; everything else is the upstream's to judge.
 *
 * @param path path of the request without its query; some endpoints name the model there
 * @param maxValues most JSON values the body may have, so that a small body cannot fill the memory
 * @throws GatewayError `invalid_request` that names the field, `payload_too_large` for too many values
 */
export function readRequestHead(
  { access, outputLimitFields }: EndpointDefinition,
  { path, body, headers }: { path: string; body: Buffer; headers: Headers },
  maxValues = defaultMaxValues,
): RequestHead {
  const { json, values } = parseObject(body, maxValues);
  refuseAmbiguousNames(body, json);
  const { model: asked, stream } = access.read(json, path);
  const model = checkModel(asked);
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean') {
    throw new GatewayError('invalid_request', 'stream: must be true or false', { field: 'stream' });
  }
  checkChoices(json);
  const outputLimits = readOutputLimits(outputLimitFields, json);
  return {
    model,
    stream: stream === true,
    outputLimits,
    sessionId: sessionOf(json, headers),
    json,
    values,
  };
}

function parseObject(body: Buffer, maxValues: number): { json: JsonObject; values: number } {
  const tooMany = (): GatewayError =>
    new GatewayError('payload_too_large', `The body has more than ${maxValues} JSON values`);
  // Counted before parsing only where there can be too many, which small bodies cannot have.
  if (body.length > maxValues * leastBytesPerValue && countValues(body, maxValues) > maxValues) {
    throw tooMany();
  }
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
  const values = countParsed(parsed, deepestNesting);
  if (values === Infinity) {
    const message = `The body is nested more than ${deepestNesting} levels deep`;
    throw new GatewayError('invalid_request', message);
  }
  if (values > maxValues) throw tooMany();
  return { json: parsed, values };
}

/** Values inside, itself included; Infinity when they are nested more than `levels` deep. */
function countParsed(value: unknown, levels: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  if (levels === 0) return Infinity;
  let count = 1;
  if (Array.isArray(value)) {
    for (const item of value) count += countParsed(item, levels - 1);
    return count;
  }
  for (const key in value) count += countParsed((value as JsonObject)[key], levels - 1);
  return count;
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
