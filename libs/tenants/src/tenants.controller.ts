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
import { ApiBody, ApiTags } from '@nestjs/swagger';

import { PageQuery, settingsSchema, tenantSettingNames } from '@codegate/settings';
import { UsageDto, UsagePeriodQuery, UsageService } from '@codegate/usage';

import { CreateTenantDto } from './dto/create-tenant.dto.js';
import { TenantSettingsDto } from './dto/tenant-settings.dto.js';
import { TenantDto, TenantListDto, TenantWithKeyDto } from './dto/tenant.dto.js';
import { UpdateTenantDto } from './dto/update-tenant.dto.js';
import { TenantSettingsService } from './tenant-settings.service.js';
import { TenantsService } from './tenants.service.js';

const ownSettings = ApiBody({ schema: settingsSchema(tenantSettingNames) });

@ApiTags('tenants')
@Controller('tenants')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly settings: TenantSettingsService,
    private readonly used: UsageService,
  ) {}

  @Get()
  list(@Query() page: PageQuery): Promise<TenantListDto> {
    return this.tenants.list(page);
  }

  /** Creates a tenant. Its key is part of this answer and of no other. */
  @Post()
  create(@Body() dto: CreateTenantDto): Promise<TenantWithKeyDto> {
    return this.tenants.create(dto);
  }

  @Get(':id')
  get(@Param('id') id: string): Promise<TenantDto> {
    return this.tenants.get(id);
  }

  @Put(':id')
  replace(@Param('id') id: string, @Body() dto: CreateTenantDto): Promise<TenantDto> {
    return this.tenants.replace(id, dto);
  }

  @Patch(':id')
  update(@Param('id') id: string, @Body() dto: UpdateTenantDto): Promise<TenantDto> {
    return this.tenants.update(id, dto);
  }

  @Delete(':id')
  @HttpCode(204)
  delete(@Param('id') id: string): Promise<void> {
    return this.tenants.delete(id);
  }

  /** Gives the tenant a new key; the old one stops working at once. */
  @Post(':id/rotate-key')
  @HttpCode(200)
  rotateKey(@Param('id') id: string): Promise<TenantWithKeyDto> {
    return this.tenants.rotateKey(id);
  }

  /** The settings in force for the tenant, and where each comes from. */
  @Get(':id/settings')
  getSettings(@Param('id') id: string): Promise<TenantSettingsDto> {
    return this.settings.get(id);
  }

  /** Sets the tenant's own values; those that are not mentioned, or null, are given up. */
  @Put(':id/settings')
  @ownSettings
  replaceSettings(@Param('id') id: string, @Body() body: object): Promise<TenantSettingsDto> {
    return this.settings.replace(id, body);
  }

  /** Sets some of the tenant's own values; null gives one up. */
  @Patch(':id/settings')
  @ownSettings
  updateSettings(@Param('id') id: string, @Body() body: object): Promise<TenantSettingsDto> {
    return this.settings.update(id, body);
  }

  /** What the tenant has used. */
  @Get(':id/usage')
  async usage(@Param('id') id: string, @Query() query: UsagePeriodQuery): Promise<UsageDto> {
    await this.tenants.find(id);
    return await this.used.sums(Object.assign(query, { tenant: id }));
  }
}
