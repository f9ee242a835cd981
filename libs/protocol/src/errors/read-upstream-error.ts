import { isJsonObject, tryParseJson, type JsonObject } from '@codegate/kernel';

import { readNumber } from '../json/fields.js';
import type { OverflowTokens } from './context-overflow.js';

/** What could be understood of an upstream's error, whatever its shape. */
export type UpstreamError = {
  message: string;
  type: string | null;
  code: string | null;
  /** Where the body has members for them: the size of the conversation and of the model's context. */
  overflow?: OverflowTokens;
};

const maxMessageLength = 2_048;
/** Secrets some servers repeat in their errors: "Incorrect API key provided: sk-…". */
const secretLike =
  /\b(?:sk|rk|pk|key|cgk|gsk|csk|xai|AIza)[-_]?[A-Za-z0-9*_-]{12,}|\bBearer\s+\S+/g;

/**
 * Reads the error bodies providers send: OpenAI's and Anthropic's objects, Cerebras' flat one, Google's list,
 * FastAPI's `detail`, OpenRouter's metadata, Ollama's plain text, MiniMax' `base_resp`, Codex' usage limits,
 * HTML and nothing at all.
 *
 * @param body text of the body
 * @returns a message of at most 2 KB with secrets masked
 */
export function readUpstreamError(status: number, body: string): UpstreamError {
  const parsed = tryParseJson(body);
  const root: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  if (!isJsonObject(root)) {
    const text = body.trim();
    const isText = text !== '' && !text.startsWith('<') && parsed === undefined;
    return {
      message: clean(isText ? text : `HTTP ${status} from upstream`),
      type: null,
      code: null,
    };
  }
  const error = errorObject(root);
  const details = isJsonObject(error.details) ? error.details : undefined;
  const overflow = overflowOf(error);
  return {
    message: clean(messageOf(root, error) ?? `HTTP ${status} from upstream`),
    type: textOf(error.type) ?? textOf(error.status) ?? null,
    code: codeOf(details?.error_code) ?? codeOf(error.code) ?? baseRespCode(root) ?? null,
    ...(overflow ? { overflow } : {}),
  };
}

function errorObject(root: JsonObject): JsonObject {
  return isJsonObject(root.error) ? root.error : (choiceError(root) ?? root);
}

/** llama.cpp names both sizes beside its message. */
function overflowOf({ n_prompt_tokens, n_ctx }: JsonObject): OverflowTokens | undefined {
  const used = readNumber(n_prompt_tokens);
  const limit = readNumber(n_ctx);
  return used === undefined || limit === undefined ? undefined : { used, limit };
}

function messageOf(root: JsonObject, error: JsonObject): string | undefined {
  return (
    textOf(root.error) ??
    nestedMessage(error) ??
    textOf(error.message) ??
    detailOf(root.detail) ??
    baseRespMessage(root)
  );
}

/** Whether a body with status 200 is an error all the same; null when it is not. */
export function errorInsideSuccess(body: JsonObject): UpstreamError | null {
  const failed =
    isJsonObject(body.error) ||
    typeof body.error === 'string' ||
    choiceError(body) !== undefined ||
    Number(baseRespCode(body) ?? 0) !== 0;
  return failed ? readUpstreamError(200, JSON.stringify(body)) : null;
}

/** The error OpenRouter puts into a choice, with the finish reason `error`. */
export function choiceError({ choices }: JsonObject): JsonObject | undefined {
  if (!Array.isArray(choices)) return undefined;
  for (const choice of choices as unknown[]) {
    if (!isJsonObject(choice)) continue;
    if (isJsonObject(choice.error)) return choice.error;
    if (choice.finish_reason === 'error') return { message: 'The provider ended with an error' };
  }
  return undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** OpenRouter wraps the provider's own message. */
function nestedMessage(error: JsonObject): string | undefined {
  const raw = isJsonObject(error.metadata) ? textOf(error.metadata.raw) : undefined;
  if (raw === undefined) return undefined;
  const message = textOf(error.message) ?? '';
  const inner = tryParseJson(raw);
  const innerMessage = isJsonObject(inner) ? readUpstreamError(0, raw).message : raw;
  return `${message}: ${innerMessage}`;
}

function detailOf(detail: unknown): string | undefined {
  if (!Array.isArray(detail)) return textOf(detail);
  const first: unknown = detail[0];
  if (!isJsonObject(first)) return undefined;
  const place = Array.isArray(first.loc) ? `${first.loc.map(String).join('.')}: ` : '';
  return place + (textOf(first.msg) ?? 'invalid');
}

function baseRespMessage(root: JsonObject): string | undefined {
  return isJsonObject(root.base_resp) ? textOf(root.base_resp.status_msg) : undefined;
}

function baseRespCode(root: JsonObject): string | undefined {
  return isJsonObject(root.base_resp) ? codeOf(root.base_resp.status_code) : undefined;
}

function clean(message: string): string {
  return message.slice(0, maxMessageLength).replace(secretLike, '***');
}
