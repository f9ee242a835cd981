import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { ModelLimitDto, ModelLimitListDto, ReplaceModelLimitDto } from './dto/model-limit.dto.js';
import { ModelLimitsService } from './model-limits.service.js';

const modelParam = ApiParam({
  name: 'modelId',
  description: 'The model name; encode slashes as %2F',
});

@ApiTags('settings')
@Controller('settings/model-limits')
@AuditState(ModelLimitsService)
export class ModelLimitsController {
  constructor(private readonly limits: ModelLimitsService) {}

  @Get()
  @Requires('models:read')
  list(@Query() page: ListQuery): Promise<ModelLimitListDto> {
    return this.limits.list(page);
  }

  @Get(':modelId')
  @modelParam
  @Requires('models:read')
  get(@Param('modelId') modelId: string): Promise<ModelLimitDto> {
    return this.limits.get(modelId);
  }

  @Put(':modelId')
  @modelParam
  @Requires('models:write')
  replace(
    @Param('modelId') modelId: string,
    @Body() dto: ReplaceModelLimitDto,
  ): Promise<ModelLimitDto> {
    return this.limits.replace(modelId, dto);
  }

  @Delete(':modelId')
  @HttpCode(204)
  @modelParam
  @Requires('models:write')
  delete(@Param('modelId') modelId: string): Promise<void> {
    return this.limits.delete(modelId);
  }
}
