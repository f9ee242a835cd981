import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { type Actor, CurrentActor, Requires } from '@codegate/access';

import { LogExportQuery, UsageExportQuery } from './dto/export-query.dto.js';
import { exportTypes, type ExportFormat } from './export/write-rows.js';
import { ExportsService } from './exports.service.js';

const file = ApiOkResponse({
  description: 'The file, written while it is read',
  content: {
    'text/csv': { schema: { type: 'string' } },
    'application/jsonl': { schema: { type: 'string' } },
  },
});

@Controller()
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  /** All request logs the filter fits, without bodies, the newest first. */
  @Get('logs/export')
  @ApiTags('logs')
  @Requires('logs:read')
  @file
  async logs(
    @CurrentActor() actor: Actor,
    @Query() query: LogExportQuery,
  ): Promise<StreamableFile> {
    const stream = await this.exports.exportLogs(query, actor.tenantIds);
    return new StreamableFile(stream, optionsOf('request-logs', query.format));
  }

  /** What every single request has used, the newest first. */
  @Get('usage/export')
  @ApiTags('usage')
  @Requires('usage:read')
  @file
  async usage(
    @CurrentActor() actor: Actor,
    @Query() query: UsageExportQuery,
  ): Promise<StreamableFile> {
    const stream = await this.exports.exportUsage(query, actor.tenantIds);
    return new StreamableFile(stream, optionsOf('usage', query.format));
  }
}

function optionsOf(name: string, format: ExportFormat) {
  return {
    type: exportTypes[format],
    disposition: `attachment; filename="codegate-${name}.${format}"`,
  };
}
