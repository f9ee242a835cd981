import { Readable } from 'node:stream';

import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import {
  AuditExportQuery,
  AuditPageDto,
  AuditQuery,
  AuditVerificationDto,
  AuditVerifyQuery,
} from '../dto/audit.dto.js';
import { AuditService } from './audit.service.js';
import { toCsv, toJsonLines } from './export.js';

@ApiTags('audit')
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  /** Audit events, newest first. */
  @Get()
  @Requires('audit:read')
  list(@Query() query: AuditQuery): Promise<AuditPageDto> {
    return this.audit.page(query);
  }

  /** Verifies the whole hash chain. */
  @Get('verify')
  @Requires('audit:read')
  verify(@Query() query: AuditVerifyQuery): Promise<AuditVerificationDto> {
    return this.audit.verify(query);
  }

  /** Exports all events, oldest first, as JSON lines or CSV. */
  @Get('export')
  @Requires('audit:read')
  @ApiProduces('application/x-ndjson', 'text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  export(@Query() query: AuditExportQuery): StreamableFile {
    const events = this.audit.events(query);
    const isCsv = query.format === 'csv';
    return new StreamableFile(Readable.from(isCsv ? toCsv(events) : toJsonLines(events)), {
      type: isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
      disposition: `attachment; filename="audit.${query.format}"`,
    });
  }
}
