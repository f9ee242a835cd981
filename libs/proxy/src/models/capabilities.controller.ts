import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { CapabilitiesDto, CapabilitiesQuery, RefusedFieldListDto } from './capabilities.dto.js';
import { CapabilitiesService } from './capabilities.service.js';

@ApiTags('capabilities')
@Controller('capabilities')
export class CapabilitiesController {
  constructor(private readonly capabilities: CapabilitiesService) {}

  /** What a model can do and costs, with the source and the age of every value. */
  @Get()
  @Requires('models:read')
  describe(@Query() query: CapabilitiesQuery): CapabilitiesDto {
    return this.capabilities.describe(query);
  }

  /** Fields upstreams refused; they are left out until a day has passed. */
  @Get('refused')
  @Requires('models:read')
  refused(): RefusedFieldListDto {
    const items = this.capabilities.refused();
    return { items, total: items.length };
  }

  /** Sends the refused fields again. */
  @Delete('refused')
  @HttpCode(204)
  @Requires('models:write')
  forget(): void {
    this.capabilities.forgetRefused();
  }
}
