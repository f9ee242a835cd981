import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { ModelPriceDto, ModelPriceListDto, ReplaceModelPriceDto } from './dto/model-price.dto.js';
import { ModelPricesService } from './model-prices.service.js';

const modelParam = ApiParam({
  name: 'model',
  description:
    "The model's name as the provider is asked for it, slashes as %2F; `*` for models whose price is not known",
});

@ApiTags('settings')
@Controller('settings/prices')
@AuditState(ModelPricesService)
export class ModelPricesController {
  constructor(private readonly prices: ModelPricesService) {}

  /** The prices that replace the built-in ones. */
  @Get()
  @Requires('models:read')
  list(@Query() page: ListQuery): Promise<ModelPriceListDto> {
    return this.prices.list(page);
  }

  /** The price in force for a model, and where it comes from. */
  @Get(':model')
  @Requires('models:read')
  @modelParam
  @ApiQuery({ name: 'provider', required: false, description: 'Whose list price to look for' })
  get(@Param('model') model: string, @Query('provider') provider?: string): Promise<ModelPriceDto> {
    return this.prices.get(model, provider);
  }

  @Put(':model')
  @Requires('models:write')
  @modelParam
  replace(
    @Param('model') model: string,
    @Body() dto: ReplaceModelPriceDto,
  ): Promise<ModelPriceDto> {
    return this.prices.replace(model, dto);
  }

  /** Goes back to the built-in price. */
  @Delete(':model')
  @HttpCode(204)
  @Requires('models:write')
  @modelParam
  delete(@Param('model') model: string): Promise<void> {
    return this.prices.delete(model);
  }
}
