import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { ModelListDto, ModelsQuery } from './dto/model-list.dto.js';
import { ModelsService } from './models.service.js';

@ApiTags('settings')
@Controller('settings/models')
export class ModelsController {
  constructor(private readonly models: ModelsService) {}

  /** The models of all enabled accounts, as listed by their providers. */
  @Get()
  @Requires('models:read')
  list(@Query() query: ModelsQuery): Promise<ModelListDto> {
    return this.models.list(query);
  }

  /** The same list, fetched again from the providers. */
  @Post('refresh')
  @HttpCode(200)
  @Requires('accounts:test')
  refresh(@Body() body: ModelsQuery): Promise<ModelListDto> {
    return this.models.refresh(body);
  }
}
