import { tryParseJson, isJsonObject } from '@codegate/kernel';

import { defineGuardrail } from '../detect/guardrail.js';

/** JWS has three parts (the last is empty with `alg: none`), JWE five (RFC 7515, 7516). */
const shape =
  /[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)?)/y;
const base64OfToken = /ZXlK[A-Za-z0-9+/]{60,}={0,2}/y;

/**
 * JSON Web Tokens: the first part must decode to a JSON object that names an algorithm. A lone header,
 * base64 of JSON without dots, and a part of a vendor key are not matched.
 */
export const jwt = defineGuardrail({
  id: 'jwt',
  name: 'JSON Web Tokens',
  description: 'Signed and encrypted tokens (JWS, JWE), also base64-encoded once more',
  group: 'credentials',
  priority: 30,
  tokenPrefix: 'cgjwt',
  keywords: {
    jwtHeader: { words: 'eyJ|eyA|ewo|ew0K'.split('|') },
    jwtInBase64: { words: ['ZXlK'] },
  },
  find({ text, places }, report) {
    let done = 0;
    for (const at of places.of('jwtHeader').starts) {
      // It may follow a `_` or the letter of an escape, but not a longer run of base64.
      if (at < done || isInsideRun(text, at)) continue;
      const end = endOf(shape, text, at);
      if (end === undefined) continue;
      done = end;
      if (hasAlgorithm(text.slice(at, end))) report(at, end);
    }
    for (const at of places.of('jwtInBase64').starts) {
      if (at < done) continue;
      const end = endOf(base64OfToken, text, at);
      if (end === undefined) continue;
      done = end;
      if (hasAlgorithm(Buffer.from(text.slice(at, end), 'base64').toString('latin1')))
        report(at, end);
    }
  },
});

function isInsideRun(text: string, at: number): boolean {
  return /[A-Za-z0-9+/-]{8}$/.test(text.slice(Math.max(0, at - 8), at));
}

function endOf(expression: RegExp, text: string, at: number): number | undefined {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : undefined;
}

/** Whether the whole text is a JSON Web Token. */
export function isJwt(text: string): boolean {
  return text.startsWith('e') && /^[\w.-]+$/.test(text) && hasAlgorithm(text);
}

function hasAlgorithm(token: string): boolean {
  const parts = token.split('.');
  if (parts.length !== 3 && parts.length !== 5) return false;
  const header = tryParseJson(Buffer.from(parts[0] ?? '', 'base64url').toString('utf8'));
  if (!isJsonObject(header) || typeof header['alg'] !== 'string') return false;
  if (parts.length === 5) return typeof header['enc'] === 'string';
  return (parts[2] ?? '').length >= 20 || header['alg'] === 'none';
}
