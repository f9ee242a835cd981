import type { UsageRow } from '@codegate/database';
import type { Usage } from '@codegate/protocol';
import type { Used } from '@codegate/shared-state';

import { budgetSubjects } from '../admit/budgets.js';
import type { Exchange } from '../exchange.js';
import type { PipelineDeps } from '../pipeline-deps.js';
import type { CallResult } from './call-result.js';
import { toLogRow, toUsageRow } from './rows.js';

type RecordDeps = Pick<PipelineDeps, 'clock' | 'ledger' | 'budgets'>;

/** Reservations take the most input tokens a text may have; this part of them is likely. */
const likelyPart = 0.5;
const noUsage: Usage = {
  inputTokens: 0,
  cacheRead: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 0,
  reasoning: 0,
};

/**
 * Writes the request into the ledger, which makes it safe from a kill with its next `sync`, and settles its
 * reservations. The first call for a request is effective; it comes before the client gets the last byte of a response
 * that used tokens.
 */
export function record(exchange: Exchange, result: CallResult, deps: RecordDeps): void {
  if (exchange.isRecorded) return;
  exchange.isRecorded = true;
  const nowMs = deps.clock.now();
  const used = usageOf(exchange, result);
  const isEstimated = result.estimatedOutputTokens !== undefined;
  const usage = used ? toUsageRow(exchange, used, isEstimated, nowMs) : null;
  const isLogged = exchange.isLogged && exchange.settings.requestLogging;
  const log = isLogged ? toLogRow(exchange, result, usage, nowMs) : null;
  if (usage || log) deps.ledger.record({ usage, log });
  // A client that has disconnected waits for no last byte before which this would become safe.
  if (isEstimated) deps.ledger.sync();
  exchange.reservations.settle(usage && toUsed(exchange, usage, nowMs, deps));
}

/** Records what a failed attempt may have cost, of which nothing is known but that its input was sent. */
export function recordLostAttempt(exchange: Exchange, deps: RecordDeps): void {
  const nowMs = deps.clock.now();
  const usage = toUsageRow(exchange, sentInput(exchange), true, nowMs);
  if (!usage) return;
  deps.ledger.record({ usage, log: null });
  deps.ledger.sync();
  // The tokens may never have been used: limits on tokens count those of the response only.
  exchange.reservations.settle({ ...toUsed(exchange, usage, nowMs, deps), tokens: 0 });
}

/** What the provider stated, or what can be estimated when it did not get that far. */
function usageOf(
  exchange: Exchange,
  { usage, estimatedOutputTokens: sentTokens }: CallResult,
): Usage | undefined {
  if (sentTokens === undefined) return usage;
  const known = usage ?? sentInput(exchange);
  return { ...known, output: Math.max(known.output, sentTokens) };
}

function sentInput(exchange: Exchange): Usage {
  return { ...noUsage, inputTokens: Math.round(exchange.estimate().input * likelyPart) };
}

/** Limits on tokens count uncached input, cache writes and output. Budgets count the cost, when the price is known. */
function toUsed(
  { caller }: Exchange,
  { accountId, inputTokens, cacheWriteTokens, outputTokens, costMicroUsd, billing }: UsageRow,
  nowMs: number,
  { budgets }: RecordDeps,
): Used {
  const subjects = accountId === null ? [] : budgetSubjects(caller, accountId);
  return {
    tokens: inputTokens + cacheWriteTokens + outputTokens,
    microUsd: costMicroUsd ?? 0,
    budgets: costMicroUsd ? budgets.periodsOf(subjects, billing, nowMs) : [],
    nowMs,
  };
}
