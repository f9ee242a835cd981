import type { RequestLogRow, UsageRow } from '@codegate/database';
import { newTimeOrderedId, toUtcText } from '@codegate/kernel';
import { costMicroUsd as costOf, tierOf } from '@codegate/models';
import type { Usage } from '@codegate/protocol';

import { servedPriceFactor } from '../admit/served-as.js';
import type { Exchange, FailedAttempt } from '../exchange.js';
import type { CallResult } from './call-result.js';

const maxLoggedBodyLength = 1024 * 1024;
/** Paths come from clients, messages from providers. */
const maxPathLength = 1_000;
const maxMessageLength = 4_000;
const maxAttemptMessageLength = 1_000;

/** The usage row of a request; null when no account was asked. */
export function toUsageRow(
  { candidate, loggedRequest: request, caller, snapshot, configId }: Exchange,
  usage: Usage,
  isEstimated: boolean,
  nowMs: number,
): UsageRow | null {
  if (!candidate || !request) return null;
  const tokens = {
    inputTokens: usage.inputTokens,
    outputTokens: usage.output,
    cacheReadTokens: usage.cacheRead,
    cacheWriteTokens: usage.cacheWrite,
    cacheWrite1hTokens: usage.cacheWrite1h,
    reasoningTokens: usage.reasoning,
    webSearches: usage.webSearches ?? 0,
  };
  const { account, targetModel } = candidate;
  const priceFactor = servedPriceFactor(request.json, targetModel, usage.serviceTier);
  const priced = { ...tokens, priceFactor };
  return {
    id: newTimeOrderedId(nowMs),
    accountId: account.id,
    tenantId: caller.tenant?.id ?? null,
    configId,
    tier: tierOf(request.model),
    sessionId: request.sessionId,
    originalModel: request.model,
    routedModel: targetModel,
    ...tokens,
    costMicroUsd: costOf(account.provider, targetModel, priced, nowMs, snapshot.prices),
    keyId: caller.key?.id ?? null,
    billing: account.billing,
    isEstimated,
    createdAt: toUtcText(nowMs),
  };
}

/** The log row of a request, with its bodies when the settings ask for them. */
export function toLogRow(
  exchange: Exchange,
  result: CallResult,
  usage: UsageRow | null,
  nowMs: number,
): RequestLogRow {
  const { call, caller, loggedRequest: request, attempts, settings, reply } = exchange;
  const withBodies = settings.detailedRequestLogging;
  return {
    id: newTimeOrderedId(nowMs),
    timestamp: toUtcText(call.receivedAtMs),
    requestId: call.id,
    method: call.method,
    path: call.path.slice(0, maxPathLength),
    inboundFormat: call.dialect,
    ...accountOf(exchange),
    tenantId: caller.tenant?.id ?? null,
    keyId: caller.key?.id ?? null,
    sessionId: request?.sessionId ?? null,
    originalModel: request?.model ?? null,
    statusCode: result.status,
    ...tokensOf(usage),
    latencyMs: nowMs - call.receivedAtMs,
    firstByteMs: reply.firstByteMs,
    isStream: request?.stream ?? false,
    isFailover: attempts.length > 0 && result.status < 400,
    attempts: attempts.length > 0 ? JSON.stringify(attempts.map(shortened)) : null,
    errorMessage: result.error?.slice(0, maxMessageLength) ?? null,
    ...(withBodies ? bodiesOf(exchange) : { requestBody: null, responseBody: null }),
  };
}

function shortened(attempt: FailedAttempt): FailedAttempt {
  return { ...attempt, message: attempt.message.slice(0, maxAttemptMessageLength) };
}

function accountOf({ candidate }: Exchange) {
  if (!candidate) return { accountId: null, accountName: null, provider: null, routedModel: null };
  const { account, targetModel } = candidate;
  return {
    accountId: account.id,
    accountName: account.name,
    provider: account.provider,
    routedModel: targetModel,
  };
}

function tokensOf(usage: UsageRow | null) {
  if (!usage) return { inputTokens: null, outputTokens: null, costMicroUsd: null };
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, costMicroUsd } = usage;
  return {
    inputTokens: inputTokens + cacheReadTokens + cacheWriteTokens,
    outputTokens,
    costMicroUsd,
  };
}

/** A request that was refused before the guardrails read it is not kept: it may hold anything. */
function bodiesOf({ loggedRequest, loggedResponse }: Exchange) {
  return {
    requestBody: loggedRequest?.body.toString('utf8', 0, maxLoggedBodyLength) ?? null,
    responseBody: loggedResponse?.slice(0, maxLoggedBodyLength) ?? null,
  };
}
