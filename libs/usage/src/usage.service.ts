import { Injectable } from '@nestjs/common';

import { UsageRepository } from '@codegate/database';

import type { UsageQueryDto } from './dto/usage-query.dto.js';
import { toUsageDto, type UsageDto } from './dto/usage.dto.js';
import { Ledger } from './pipeline/index.js';
import { toStoredTime } from './stored-time.js';

/** What was used and what it cost. */
@Injectable()
export class UsageService {
  constructor(
    private readonly usage: UsageRepository,
    private readonly ledger: Ledger,
  ) {}

  /** @param tenantIds the only tenants that count; null for all */
  async sums(query: UsageQueryDto, tenantIds: readonly string[] | null): Promise<UsageDto> {
    // What was answered a moment ago is part of the sums.
    await this.ledger.flush();
    const { groupBy, limit, offset, account, tenant, key, config } = query;
    const { model, tier, session } = query;
    const sums = await this.usage.sums({
      groupBy,
      limit,
      offset,
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
    return toUsageDto(sums, groupBy === 'hour');
  }
}
