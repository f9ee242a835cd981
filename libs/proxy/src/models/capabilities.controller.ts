import { Controller, Delete, Get, HttpCode, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { CapabilitiesDto, CapabilitiesQuery, RefusedFieldListDto } from './capabilities.dto.js';
import { CapabilitiesService } from './capabilities.service.js';

@ApiTags('capabilities')
@Controller('capabilities')
export class CapabilitiesController {
  constructor(private readonly capabilities: CapabilitiesService) {}

  /** Capabilities and prices of a model, with the source and the date of every value. */
  @Get()
  @Requires('models:read')
  describe(@Query() query: CapabilitiesQuery): CapabilitiesDto {
    return this.capabilities.describe(query);
  }

  /** Fields that upstreams have refused; they are not sent for a day. */
  @Get('refused')
  @Requires('models:read')
  refused(): RefusedFieldListDto {
    const items = this.capabilities.refused();
    return { items, total: items.length };
  }

  /** Forgets the refused fields, so that they are sent again. */
  @Delete('refused')
  @HttpCode(204)
  @Requires('models:write')
  forget(): void {
    this.capabilities.forgetRefused();
  }
}
