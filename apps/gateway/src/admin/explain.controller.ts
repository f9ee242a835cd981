import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/identity';

import { ExplainDto, ExplanationDto } from './explain.dto.js';
import { ExplainService } from './explain.service.js';

/** Stands here and not in the routing library, because the answer is the proxy's. */
@ApiTags('configs')
@Controller('configs')
export class ExplainController {
  constructor(private readonly explainer: ExplainService) {}

  /** Who would answer a request, in which order, and why; nothing is sent. */
  @Post(':id/explain')
  @HttpCode(200)
  @Requires('configs:read')
  explain(@Param('id') id: string, @Body() dto: ExplainDto): ExplanationDto {
    return this.explainer.explain(id, dto);
  }
}
