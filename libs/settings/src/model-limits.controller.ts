import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

import { PageQuery } from './dto/page-query.dto.js';

import { ModelLimitDto, ModelLimitListDto, ReplaceModelLimitDto } from './dto/model-limit.dto.js';
import { ModelLimitsService } from './model-limits.service.js';

const modelParam = ApiParam({ name: 'modelId', description: "The model's name; may hold slashes" });

@ApiTags('settings')
@Controller('settings/model-limits')
export class ModelLimitsController {
  constructor(private readonly limits: ModelLimitsService) {}

  @Get()
  list(@Query() page: PageQuery): Promise<ModelLimitListDto> {
    return this.limits.list(page);
  }

  @Get('*')
  @modelParam
  get(@Param('*') modelId: string): Promise<ModelLimitDto> {
    return this.limits.get(modelId);
  }

  @Put('*')
  @modelParam
  replace(@Param('*') modelId: string, @Body() dto: ReplaceModelLimitDto): Promise<ModelLimitDto> {
    return this.limits.replace(modelId, dto);
  }

  @Delete('*')
  @HttpCode(204)
  @modelParam
  delete(@Param('*') modelId: string): Promise<void> {
    return this.limits.delete(modelId);
  }
}
