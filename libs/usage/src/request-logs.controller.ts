import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { DeleteLogsQuery, RequestLogQueryDto } from './dto/request-log-query.dto.js';
import { DeletedLogsDto, RequestLogDto, RequestLogListDto } from './dto/request-log.dto.js';
import { RequestLogsService } from './request-logs.service.js';

@ApiTags('logs')
@Controller('logs')
export class RequestLogsController {
  constructor(private readonly logs: RequestLogsService) {}

  /** Request logs without bodies, the newest first. */
  @Get()
  list(@Query() query: RequestLogQueryDto): Promise<RequestLogListDto> {
    return this.logs.list(query);
  }

  /** One log with its bodies. */
  @Get(':id')
  get(@Param('id') id: string): Promise<RequestLogDto> {
    return this.logs.get(id);
  }

  /** Deletes all logs, or those before a moment. */
  @Delete()
  delete(@Query() query: DeleteLogsQuery): Promise<DeletedLogsDto> {
    return this.logs.delete(query);
  }
}
