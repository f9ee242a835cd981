import type { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { RequestLogsRepository, UsageRepository, type UsageRow } from '@codegate/database';
import { toIsoTime, toUsd } from '@codegate/kernel';

import type { LogExportQuery, UsageExportQuery } from './dto/export-query.dto.js';
import { toRequestLogSummaryDto } from './dto/request-log.dto.js';
import { toFile } from './export/write-rows.js';
import { Ledger } from './pipeline/index.js';
import { toStoredTime } from './stored-time.js';

const logColumns = [
  'id',
  'timestamp',
  'requestId',
  'method',
  'path',
  'inboundFormat',
  'accountId',
  'accountName',
  'provider',
  'tenantId',
  'keyId',
  'sessionId',
  'originalModel',
  'routedModel',
  'statusCode',
  'inputTokens',
  'outputTokens',
  'costUsd',
  'latencyMs',
  'firstByteMs',
  'isStream',
  'isFailover',
  'attempts',
  'errorMessage',
];
const usageColumns = [
  'id',
  'createdAt',
  'accountId',
  'tenantId',
  'keyId',
  'configId',
  'tier',
  'sessionId',
  'originalModel',
  'routedModel',
  'inputTokens',
  'outputTokens',
  'cacheReadTokens',
  'cacheWriteTokens',
  'cacheWrite1hTokens',
  'reasoningTokens',
  'webSearches',
  'costUsd',
  'billing',
  'isEstimated',
];

type View = readonly string[] | null;

/** Request logs and usage as files, row by row, without a limit of their length. */
@Injectable()
export class ExportsService {
  constructor(
    private readonly logs: RequestLogsRepository,
    private readonly usage: UsageRepository,
    private readonly ledger: Ledger,
  ) {}

  /** @param tenantIds the only tenants that are part of it; null for all */
  async exportLogs(query: LogExportQuery, tenantIds: View): Promise<Readable> {
    // What was answered a moment ago is part of the file.
    await this.ledger.flush();
    const { format, from, to, ...filter } = query;
    const batches = this.logs.rows({
      ...filter,
      tenantIds: tenantIds ?? undefined,
      from: toStoredTime(from),
      to: toStoredTime(to),
    });
    return toFile(mapBatches(batches, toRequestLogSummaryDto), logColumns, format);
  }

  /** @param tenantIds the only tenants that are part of it; null for all */
  async exportUsage(query: UsageExportQuery, tenantIds: View): Promise<Readable> {
    await this.ledger.flush();
    const { format, account, tenant, key, config, model, tier, session } = query;
    const batches = this.usage.rows({
      from: toStoredTime(query.from),
      to: toStoredTime(query.to),
      filters: {
        accountId: account,
        tenantId: tenant,
        tenantIds: tenantIds ?? undefined,
        keyId: key,
        configId: config,
        sessionId: session,
        model,
        tier,
      },
    });
    return toFile(mapBatches(batches, toUsageLine), usageColumns, format);
  }
}

function toUsageLine({ costMicroUsd, createdAt, ...same }: UsageRow): object {
  return {
    ...same,
    createdAt: toIsoTime(createdAt),
    costUsd: costMicroUsd === null ? null : toUsd(costMicroUsd),
  };
}

async function* mapBatches<Row>(
  batches: AsyncIterable<readonly Row[]>,
  toLine: (row: Row) => object,
): AsyncGenerator<Record<string, unknown>[]> {
  for await (const rows of batches) {
    yield rows.map((row) => toLine(row) as Record<string, unknown>);
  }
}
