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

  /** Alerts, newest first. */
  @Get()
  @Requires('alerts:read')
  list(@Query() query: AlertQuery): Promise<AlertListDto> {
    return this.alerts.list(query);
  }

  /** Where alerts are sent. */
  @Get('channels')
  @Requires('alerts:read')
  getChannels(): Promise<AlertChannelsDto> {
    return this.channels.get();
  }

  /** Changes where alerts are sent. A new webhook secret is only in this response. */
  @Put('channels')
  @Requires('alerts:write')
  updateChannels(@Body() dto: UpdateAlertChannelsDto): Promise<ChangedAlertChannelsDto> {
    return this.channels.update(dto);
  }

  /** Acknowledges the alert. */
  @Post(':id/acknowledge')
  @HttpCode(200)
  @Requires('alerts:write')
  acknowledge(@Param('id') id: string): Promise<AlertDto> {
    return this.alerts.acknowledge(id);
  }
}
