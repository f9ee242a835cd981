import { isJsonObject, toCount, type JsonObject } from '@codegate/kernel';
import { capabilitiesOf } from '@codegate/models';
import { endpointOf, type Endpoint } from '@codegate/protocol';

import type { DecodedRequest } from '../decode/decoded-request.js';
import { estimateInput } from './estimate-input.js';

/** The most tokens a request may use, estimated before it is sent. */
export type TokenEstimate = {
  readonly input: number;
  readonly output: number;
  /**
   * Input that the request only refers to. Budgets reserve it; limits on tokens per minute count it when the response
   * tells, because it would otherwise take the place of several requests.
   */
  readonly referredTo: number;
};

/** Output of an unknown model, when the request sets no limit. */
export const unknownOutput = 8_192;

/** Estimates without a tokenizer, which would take as long as everything else together. */
export function estimateTokens(request: DecodedRequest, endpoint: Endpoint): TokenEstimate {
  const { held, referredTo } = estimateInput(request.json, request.model);
  return {
    input: held,
    referredTo,
    output: endpointOf(endpoint).generatesText ? outputOf(request, request.model) : 0,
  };
}

/** The most output the request allows, of all the choices it asks for. */
export function outputOf({ json, outputLimits }: DecodedRequest, model: string): number {
  const limits = outputLimits.map(({ tokens }) => tokens).filter((tokens) => tokens >= 0);
  const most =
    limits.length > 0
      ? Math.max(...limits)
      : (capabilitiesOf(model).capabilities.maxOutputTokens ?? unknownOutput);
  return most * choicesOf(json);
}

/** Web searches of one request that sets no limit. */
const usualSearches = 10;
/** No provider runs more in one request. */
const maxSearches = 1_000;

/**
 * The most web searches the request lets its provider run, which are charged separately.
 *
 * @param ownTool the type of the provider's own web search tool, besides `web_search` of the wire formats
 */
export function searchesOf(
  { tools, web_search_options: options }: JsonObject,
  ownTool?: string,
): number {
  const offered = Array.isArray(tools) ? tools : [];
  const allowed = offered.map((tool: unknown) => {
    if (!isJsonObject(tool) || typeof tool.type !== 'string') return 0;
    if (!tool.type.startsWith('web_search') && tool.type !== ownTool) return 0;
    return typeof tool.max_uses === 'number' ? toCount(tool.max_uses, maxSearches) : usualSearches;
  });
  // Chat's search models always search once.
  return allowed.reduce((sum, count) => sum + count, isJsonObject(options) ? 1 : 0);
}

/** Checked when the request was decoded. */
function choicesOf({ n }: JsonObject): number {
  return typeof n === 'number' && n > 1 ? n : 1;
}
