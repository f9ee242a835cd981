import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { ConfigDto, ConfigListDto } from './dto/config.dto.js';
import { CreateConfigDto } from './dto/create-config.dto.js';
import { ReplaceTiersDto } from './dto/replace-tiers.dto.js';
import { UpdateConfigDto } from './dto/update-config.dto.js';
import { RoutingConfigsService } from './routing-configs.service.js';

@ApiTags('configs')
@Controller('configs')
@AuditState(RoutingConfigsService)
export class RoutingConfigsController {
  constructor(private readonly configs: RoutingConfigsService) {}

  /** All configs with their tiers, the active one first. */
  @Get()
  @Requires('configs:read')
  list(@Query() page: ListQuery): Promise<ConfigListDto> {
    return this.configs.list(page);
  }

  @Post()
  @Requires('configs:write')
  create(@Body() dto: CreateConfigDto): Promise<ConfigDto> {
    return this.configs.create(dto);
  }

  @Get(':id')
  @Requires('configs:read')
  get(@Param('id') id: string): Promise<ConfigDto> {
    return this.configs.get(id);
  }

  @Put(':id')
  @Requires('configs:write')
  replace(@Param('id') id: string, @Body() dto: CreateConfigDto): Promise<ConfigDto> {
    return this.configs.replace(id, dto);
  }

  @Patch(':id')
  @Requires('configs:write')
  update(@Param('id') id: string, @Body() dto: UpdateConfigDto): Promise<ConfigDto> {
    return this.configs.update(id, dto);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('configs:write')
  delete(@Param('id') id: string): Promise<void> {
    return this.configs.delete(id);
  }

  /** Makes it the one config for callers without a config of their own. */
  @Post(':id/activate')
  @HttpCode(200)
  @Requires('configs:write')
  activate(@Param('id') id: string): Promise<ConfigDto> {
    return this.configs.activate(id);
  }

  /** Replaces the tiers of a config, all at once. */
  @Put(':id/tiers')
  @Requires('configs:write')
  replaceTiers(@Param('id') id: string, @Body() dto: ReplaceTiersDto): Promise<ConfigDto> {
    return this.configs.replaceTiers(id, dto.tiers);
  }
}
