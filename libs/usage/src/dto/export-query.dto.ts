import { ApiProperty, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';

import { RequestLogQueryDto } from './request-log-query.dto.js';
import { UsageQueryDto } from './usage-query.dto.js';

const formats = ['csv', 'jsonl'] as const;

export class LogExportQuery extends OmitType(RequestLogQueryDto, ['limit', 'offset', 'cursor']) {
  @IsIn(formats)
  @ApiProperty({ enum: formats, required: false })
  format: 'csv' | 'jsonl' = 'csv';
}

export class UsageExportQuery extends OmitType(UsageQueryDto, ['limit', 'offset', 'groupBy']) {
  @IsIn(formats)
  @ApiProperty({ enum: formats, required: false })
  format: 'csv' | 'jsonl' = 'csv';
}
