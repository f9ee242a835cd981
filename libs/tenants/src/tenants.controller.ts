import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';

import { type Actor, AuditState, CurrentActor, Requires, TenantParam } from '@codegate/access';
import { ListQuery } from '@codegate/dto';
import { settingsSchema, tenantSettingNames } from '@codegate/settings';
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
@AuditState(TenantsService)
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly settings: TenantSettingsService,
    private readonly used: UsageService,
  ) {}

  @Get()
  @Requires('tenants:read')
  list(@CurrentActor() actor: Actor, @Query() page: ListQuery): Promise<TenantListDto> {
    return this.tenants.list(page, actor);
  }

  /** Creates a tenant. Its key is only in this response. */
  @Post()
  @Requires('tenants:write')
  create(@Body() dto: CreateTenantDto): Promise<TenantWithKeyDto> {
    return this.tenants.create(dto);
  }

  @Get(':id')
  @Requires('tenants:read')
  get(@TenantParam('id') id: string): Promise<TenantDto> {
    return this.tenants.get(id);
  }

  @Put(':id')
  @Requires('tenants:write')
  replace(@TenantParam('id') id: string, @Body() dto: CreateTenantDto): Promise<TenantDto> {
    return this.tenants.replace(id, dto);
  }

  @Patch(':id')
  @Requires('tenants:manage')
  update(
    @CurrentActor() actor: Actor,
    @TenantParam('id') id: string,
    @Body() dto: UpdateTenantDto,
  ): Promise<TenantDto> {
    return this.tenants.updateAs(actor, id, dto);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('tenants:write')
  delete(@TenantParam('id') id: string): Promise<void> {
    return this.tenants.delete(id);
  }

  /** Replaces the tenant's key; the old one stops working at once. */
  @Post(':id/rotate-key')
  @HttpCode(200)
  @Requires('tenants:manage')
  rotateKey(@TenantParam('id') id: string): Promise<TenantWithKeyDto> {
    return this.tenants.rotateKey(id);
  }

  /** The effective settings of the tenant, and where each comes from. */
  @Get(':id/settings')
  @Requires('tenants:read')
  getSettings(@TenantParam('id') id: string): Promise<TenantSettingsDto> {
    return this.settings.get(id);
  }

  /** Replaces the tenant's own values; absent and null ones are removed. */
  @Put(':id/settings')
  @ownSettings
  @Requires('tenants:manage')
  @AuditState(TenantSettingsService)
  replaceSettings(
    @CurrentActor() actor: Actor,
    @TenantParam('id') id: string,
    @Body() body: object,
  ): Promise<TenantSettingsDto> {
    return this.settings.replace(actor, id, body);
  }

  /** Changes the given own values of the tenant; null removes one. */
  @Patch(':id/settings')
  @ownSettings
  @Requires('tenants:manage')
  @AuditState(TenantSettingsService)
  updateSettings(
    @CurrentActor() actor: Actor,
    @TenantParam('id') id: string,
    @Body() body: object,
  ): Promise<TenantSettingsDto> {
    return this.settings.update(actor, id, body);
  }

  /** The usage of the tenant. */
  @Get(':id/usage')
  @Requires('usage:read')
  async usage(@TenantParam('id') id: string, @Query() query: UsagePeriodQuery): Promise<UsageDto> {
    await this.tenants.find(id);
    return await this.used.sums(Object.assign(query, { tenant: id }), null);
  }
}
