import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { AlertChannelsService } from './alert-channels.service.js';
import { AlertsService } from './alerts.service.js';
import {
  AlertChannelsDto,
  ChangedAlertChannelsDto,
  UpdateAlertChannelsDto,
} from './dto/alert-channels.dto.js';
import { AlertQuery } from './dto/alert-query.dto.js';
import { AlertDto, AlertListDto } from './dto/alert.dto.js';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly channels: AlertChannelsService,
  ) {}

  /** The newest first. */
  @Get()
  @Requires('alerts:read')
  list(@Query() query: AlertQuery): Promise<AlertListDto> {
    return this.alerts.list(query);
  }

  /** Where alerts go. */
  @Get('channels')
  @Requires('alerts:read')
  getChannels(): Promise<AlertChannelsDto> {
    return this.channels.get();
  }

  /** Changes where alerts go. A new secret for the webhook is part of this answer and of no other. */
  @Put('channels')
  @Requires('alerts:write')
  updateChannels(@Body() dto: UpdateAlertChannelsDto): Promise<ChangedAlertChannelsDto> {
    return this.channels.update(dto);
  }

  /** Says that an alert was seen. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('alerts:write')
  acknowledge(@Param('id') id: string): Promise<AlertDto> {
    return this.alerts.acknowledge(id);
  }
}
