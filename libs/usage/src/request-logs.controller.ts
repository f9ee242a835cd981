import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, CurrentActor, Requires } from '@codegate/access';

import { DeleteLogsQuery, RequestLogQueryDto } from './dto/request-log-query.dto.js';
import { DeletedLogsDto, RequestLogDto, RequestLogListDto } from './dto/request-log.dto.js';
import { RequestLogsService } from './request-logs.service.js';

@ApiTags('logs')
@Controller('logs')
export class RequestLogsController {
  constructor(private readonly logs: RequestLogsService) {}

  /** Request logs without bodies, the newest first. */
  @Get()
  @Requires('logs:read')
  list(
    @CurrentActor() actor: Actor,
    @Query() query: RequestLogQueryDto,
  ): Promise<RequestLogListDto> {
    return this.logs.list(actor, query);
  }

  /** One log with its bodies. */
  @Get(':id')
  @Requires('logs:bodies')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<RequestLogDto> {
    return this.logs.get(actor, id);
  }

  /** Deletes all logs, or those before a moment. */
  @Delete()
  @Requires('logs:delete')
  delete(@Query() query: DeleteLogsQuery): Promise<DeletedLogsDto> {
    return this.logs.delete(query);
  }
}
