import { GatewayError, maxJsonDepth, tryParseJson } from '@codegate/kernel';

/**
 * Parses JSON of an upstream.
 *
 * @returns undefined when it is not JSON
 * @throws GatewayError `upstream_rejected` when it is nested more than `maxJsonDepth` levels deep. A caller can make a
 *   model write such tool input, so it must not look like a fault of the account.
 */
export function parseUpstreamJson(text: string): unknown {
  const value = tryParseJson(text);
  if (value === undefined && isJson(text)) {
    const message = `The response of the provider is nested more than ${maxJsonDepth} levels deep`;
    throw new GatewayError('upstream_rejected', message);
  }
  return value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
