import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, CurrentActor, Requires } from '@codegate/access';

import { UsageQueryDto } from './dto/usage-query.dto.js';
import { UsageDto } from './dto/usage.dto.js';
import { UsageService } from './usage.service.js';

@ApiTags('usage')
@Controller('usage')
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  /** Tokens and cost, summed by model, account, tenant, tier, session, hour or day. */
  @Get()
  @Requires('usage:read')
  sums(@CurrentActor() actor: Actor, @Query() query: UsageQueryDto): Promise<UsageDto> {
    return this.usage.sums(query, actor.tenantIds);
  }
}
