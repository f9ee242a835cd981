import { costMicroUsd as costOf, type Tier } from '@codegate/models';
import { newTimeOrderedId, toUtcText } from '@codegate/kernel';
import type { Usage } from '@codegate/protocol';
import type { Candidate } from '@codegate/routing';
import type { RequestLogRow, UsageRow } from '@codegate/database';

import type { ProxyAccount } from '../directory/snapshot.js';
import { budgetSubjects } from './budgets.js';
import type { Call, Caller } from './call.js';
import type { PipelineDeps } from './pipeline-deps.js';
import type { DecodedRequest } from './decode.js';
import type { TokenEstimate } from './estimate-tokens.js';
import type { Reservations, Used } from './reservations.js';

/** An attempt that did not answer. */
export type FailedAttempt = { account: string; status: number; reason: string; message: string };

/** What is learned about a call while it runs, for its usage row and its log. */
export type CallTrace = {
  caller: Caller | null;
  request: DecodedRequest | null;
  tier: Tier | null;
  configId: string | null;
  candidate: Candidate<ProxyAccount> | null;
  attempts: FailedAttempt[];
  /** What the call has taken of limits and budgets. */
  reservations: Reservations;
  /** What the request may use; made when somebody needs it. */
  estimate: () => TokenEstimate;
  firstByteMs: () => number | null;
  /** Text of the answer as far as it is kept for the log. */
  responseBody: string | null;
};

/** How a call ended. */
export type CallResult = {
  /** 499: the caller went away. */
  status: number;
  /** Undefined when nothing was answered that costs anything. */
  usage: Usage | undefined;
  error: string | null;
  /** Where the provider did not tell its bill: an estimate of the output that had been sent. */
  estimatedOutputTokens?: number | undefined;
};

/** Estimates of input are rather too high, as reservations have to be; this much of them is likely. */
const likelyPart = 0.75;
const noUsage: Usage = {
  inputTokens: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
};

const maxLoggedBodyLength = 1024 * 1024;

/**
 * Writes the call into the ledger, which makes it safe from a kill with its next `sync`. Called exactly once for each
 * call, before the caller gets the last byte of an answer that used tokens.
 */
export function record(call: Call, trace: CallTrace, ending: CallResult, use: PipelineDeps): void {
  const nowMs = use.clock.now();
  const used = usageOf(ending, trace);
  const isEstimated = ending.estimatedOutputTokens !== undefined;
  const usage = used ? toUsageRow(trace, used, isEstimated, use, nowMs) : null;
  const settings = trace.caller?.tenant?.settings ?? use.directory.current().settings;
  const log = settings.requestLogging
    ? toLogRow(call, trace, ending, usage, settings.detailedRequestLogging, nowMs)
    : null;
  if (usage || log) use.ledger.record({ usage, log });
  // A caller that left waits for no answer before which this would become safe.
  if (isEstimated) use.ledger.sync();
  if (usage) spend(usage, trace, use, nowMs);
  trace.reservations.settle(usage && toUsed(usage));
}

/** Writes down what an attempt may have cost of which nothing came but that its input was sent. */
export function recordLost(trace: CallTrace, use: PipelineDeps): void {
  const nowMs = use.clock.now();
  const usage = toUsageRow(trace, sentInput(trace), true, use, nowMs);
  if (!usage) return;
  use.ledger.record({ usage, log: null });
  use.ledger.sync();
  spend(usage, trace, use, nowMs);
}

function spend(
  { accountId, costMicroUsd, billing }: UsageRow,
  { caller }: CallTrace,
  use: PipelineDeps,
  nowMs: number,
): void {
  if (!accountId || !costMicroUsd) return;
  use.spend.add(accountId, costMicroUsd, nowMs);
  if (caller) use.budgets.spend(budgetSubjects(caller, accountId), costMicroUsd, billing, nowMs);
}

/** What the provider told, or what can be estimated when it did not come to that. */
function usageOf(
  { usage, estimatedOutputTokens: sentTokens }: CallResult,
  trace: CallTrace,
): Usage | undefined {
  if (sentTokens === undefined) return usage;
  const known = usage ?? sentInput(trace);
  return { ...known, output: Math.max(known.output, sentTokens) };
}

function sentInput({ estimate }: CallTrace): Usage {
  return { ...noUsage, inputTokens: Math.round(estimate().input * likelyPart) };
}

function toUsed({ inputTokens, cacheWriteTokens, outputTokens, ...row }: UsageRow): Used {
  const { costMicroUsd, billing } = row;
  return { tokens: inputTokens + cacheWriteTokens + outputTokens, costMicroUsd, billing };
}

function toUsageRow(
  trace: CallTrace,
  usage: Usage,
  isEstimated: boolean,
  { directory }: Pick<PipelineDeps, 'directory'>,
  nowMs: number,
): UsageRow | null {
  const { candidate, request, caller } = trace;
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
  return {
    id: newTimeOrderedId(nowMs),
    accountId: account.id,
    tenantId: caller?.tenant?.id ?? null,
    configId: trace.configId,
    tier: trace.tier,
    sessionId: request.sessionId,
    originalModel: request.model,
    routedModel: targetModel,
    ...tokens,
    costMicroUsd: costOf(account.provider, targetModel, tokens, nowMs, directory.current().prices),
    keyId: caller?.key?.id ?? null,
    billing: account.billing,
    isEstimated,
    createdAt: toUtcText(nowMs),
  };
}

function toLogRow(
  call: Call,
  trace: CallTrace,
  ending: CallResult,
  usage: UsageRow | null,
  withBodies: boolean,
  nowMs: number,
): RequestLogRow {
  const { request, attempts } = trace;
  return {
    id: newTimeOrderedId(nowMs),
    timestamp: toUtcText(call.receivedAtMs),
    requestId: call.id,
    method: call.method,
    path: call.path,
    inboundFormat: call.dialect,
    ...whoServed(trace),
    tenantId: trace.caller?.tenant?.id ?? null,
    keyId: trace.caller?.key?.id ?? null,
    sessionId: request?.sessionId ?? null,
    originalModel: request?.model ?? null,
    statusCode: ending.status,
    ...tokensOf(usage),
    latencyMs: nowMs - call.receivedAtMs,
    firstByteMs: trace.firstByteMs(),
    isStream: request?.stream ?? false,
    isFailover: attempts.length > 0 && ending.status < 400,
    attempts: attempts.length > 0 ? JSON.stringify(attempts) : null,
    errorMessage: ending.error,
    ...(withBodies ? bodiesOf(trace) : { requestBody: null, responseBody: null }),
  };
}

function whoServed({ candidate }: CallTrace) {
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

/** A request that was refused before it was protected is not kept: nobody knows what is in it. */
function bodiesOf({ request, responseBody }: CallTrace) {
  return {
    requestBody: request?.body.toString('utf8', 0, maxLoggedBodyLength) ?? null,
    responseBody: responseBody?.slice(0, maxLoggedBodyLength) ?? null,
  };
}
