import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { ModelPriceDto, ModelPriceListDto, ReplaceModelPriceDto } from './dto/model-price.dto.js';
import { ModelPricesService } from './model-prices.service.js';

const modelParam = ApiParam({
  name: 'model',
  description:
    'The model name sent to the provider, with slashes encoded as %2F; `*` for models without a known price',
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

  /** The current price of a model, and where it comes from. */
  @Get(':model')
  @Requires('models:read')
  @modelParam
  @ApiQuery({
    name: 'provider',
    required: false,
    description: 'The provider whose list price is used',
  })
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

  /** Removes the price; the built-in one is used again. */
  @Delete(':model')
  @HttpCode(204)
  @Requires('models:write')
  @modelParam
  delete(@Param('model') model: string): Promise<void> {
    return this.prices.delete(model);
  }
}
