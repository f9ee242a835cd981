import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/identity';
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
  list(@Query() query: RequestLogQueryDto): Promise<RequestLogListDto> {
    return this.logs.list(query);
  }

  /** One log with its bodies. */
  @Get(':id')
  @Requires('logs:bodies')
  get(@Param('id') id: string): Promise<RequestLogDto> {
    return this.logs.get(id);
  }

  /** Deletes all logs, or those before a moment. */
  @Delete()
  @Requires('logs:delete')
  delete(@Query() query: DeleteLogsQuery): Promise<DeletedLogsDto> {
    return this.logs.delete(query);
  }
}
