import type { RequestLogRow, RequestLogSummary } from '@codegate/database';
import { isJsonObject, toIsoTime, toUsd, tryParseJson } from '@codegate/kernel';

/** An attempt that did not answer, before the one that did. */
export class LoggedAttemptDto {
  account: string;
  status: number;
  reason: string;
}

export class RequestLogSummaryDto {
  id: string;
  timestamp: string | null;
  requestId: string;
  method: string;
  path: string;
  /** The wire format of the caller. */
  inboundFormat: string;
  accountId: string | null;
  accountName: string | null;
  provider: string | null;
  tenantId: string | null;
  /** The tenant's key; null for the one in the tenant's own row. */
  keyId: string | null;
  sessionId: string | null;
  originalModel: string | null;
  routedModel: string | null;
  statusCode: number;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Null when the price is unknown or nothing was used. */
  costUsd: number | null;
  latencyMs: number;
  firstByteMs: number | null;
  isStream: boolean;
  /** Whether another account had been tried before. */
  isFailover: boolean;
  attempts: LoggedAttemptDto[];
  errorMessage: string | null;
}

export class RequestLogDto extends RequestLogSummaryDto {
  /** Null unless detailed request logging was on. */
  requestBody: string | null;
  responseBody: string | null;
}

export class RequestLogListDto {
  items: RequestLogSummaryDto[];
  total: number;
  /** For the next page; null on the last one. */
  nextCursor: string | null;
}

export class DeletedLogsDto {
  /** Number of logs that were deleted. */
  deleted: number;
}

export function toRequestLogSummaryDto(row: RequestLogSummary): RequestLogSummaryDto {
  const { costMicroUsd, timestamp, attempts, ...same } = row;
  return {
    ...same,
    timestamp: toIsoTime(timestamp),
    costUsd: costMicroUsd === null ? null : toUsd(costMicroUsd),
    attempts: toAttempts(attempts),
  };
}

export function toRequestLogDto(row: RequestLogRow): RequestLogDto {
  const { requestBody, responseBody, ...summary } = row;
  return Object.assign(toRequestLogSummaryDto(summary), { requestBody, responseBody });
}

function toAttempts(text: string | null): LoggedAttemptDto[] {
  const list = text === null ? [] : tryParseJson(text);
  if (!Array.isArray(list)) return [];
  return list.filter(isJsonObject).map(({ account, status, reason }) => ({
    account: typeof account === 'string' ? account : '',
    status: typeof status === 'number' ? status : 0,
    reason: typeof reason === 'string' ? reason : '',
  }));
}
