import { Inject, Injectable } from '@nestjs/common';

import { type Actor, seesTenant } from '@codegate/access';
import { RequestLogsRepository, SettingsRepository } from '@codegate/database';
import { CLOCK, GatewayError, toUtcText, type Clock } from '@codegate/kernel';
import { effectiveSettings } from '@codegate/settings';

import type { DeleteLogsQuery, RequestLogQueryDto } from './dto/request-log-query.dto.js';
import {
  toRequestLogDto,
  toRequestLogSummaryDto,
  type DeletedLogsDto,
  type RequestLogDto,
  type RequestLogListDto,
} from './dto/request-log.dto.js';
import { Ledger } from './pipeline/index.js';
import { toStoredTime } from './stored-time.js';

const dayMs = 86_400_000;

/** The request logs, and how long they are kept. */
@Injectable()
export class RequestLogsService {
  constructor(
    private readonly logs: RequestLogsRepository,
    private readonly settings: SettingsRepository,
    private readonly ledger: Ledger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: RequestLogQueryDto): Promise<RequestLogListDto> {
    // What was answered a moment ago is in the list.
    await this.ledger.flush();
    const { status, model, account, tenant, key, session, limit, offset, cursor } = query;
    const { items, total, nextCursor } = await this.logs.page({
      status,
      model,
      account,
      tenant,
      tenantIds: actor.tenantIds ?? undefined,
      key,
      session,
      limit,
      offset,
      cursor,
      from: toStoredTime(query.from),
      to: toStoredTime(query.to),
    });
    return { items: items.map(toRequestLogSummaryDto), total, nextCursor };
  }

  async get(actor: Actor, id: string): Promise<RequestLogDto> {
    await this.ledger.flush();
    const row = await this.logs.find(id);
    if (!row || !seesTenant(actor, row.tenantId)) {
      throw new GatewayError('not_found', `There is no request log ${id}`);
    }
    return toRequestLogDto(row);
  }

  async delete({ before, all }: DeleteLogsQuery): Promise<DeletedLogsDto> {
    if ((before === undefined) === (all !== true)) {
      throw new GatewayError('invalid_request', 'Either before or all=true has to be given', {
        field: 'before',
      });
    }
    await this.ledger.flush();
    const storedBefore = toStoredTime(before);
    const which = storedBefore === undefined ? ('all' as const) : { before: storedBefore };
    return { deleted: await this.logs.delete(which) };
  }

  /** Deletes what is older than the setting logRetentionDays says. */
  async deleteExpired(): Promise<number> {
    const { logRetentionDays } = effectiveSettings(await this.settings.all());
    const before = toUtcText(this.clock.now() - logRetentionDays * dayMs);
    return await this.logs.delete({ before });
  }
}
