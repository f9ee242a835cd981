import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { ExplainDto, ExplanationDto } from './explain.dto.js';
import { ExplainService } from './explain.service.js';

@ApiTags('configs')
@Controller('configs')
export class ExplainController {
  constructor(private readonly explainer: ExplainService) {}

  /** Which accounts would be tried for a request, in which order, and why; nothing is sent. */
  @Post(':id/explain')
  @HttpCode(200)
  @Requires('configs:read')
  explain(@Param('id') id: string, @Body() dto: ExplainDto): ExplanationDto {
    return this.explainer.explain(id, dto);
  }
}
