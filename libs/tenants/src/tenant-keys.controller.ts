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

import { type Actor, AuditState, CurrentActor, Requires, requireTenant } from '@codegate/access';
import { ListQuery } from '@codegate/dto';
import { settingsSchema, tenantSettingNames } from '@codegate/settings';
import { UsagePeriodQuery, UsageService, type UsageDto } from '@codegate/usage';

import { CreateTenantKeyDto } from './dto/create-tenant-key.dto.js';
import { RotateKeyDto } from './dto/rotate-key.dto.js';
import { NewTenantKeyDto, TenantKeyDto, TenantKeyListDto } from './dto/tenant-key.dto.js';
import { TenantSettingsDto } from './dto/tenant-settings.dto.js';
import { UpdateTenantKeyDto } from './dto/update-tenant-key.dto.js';
import { TenantKeysService } from './tenant-keys.service.js';

const ownSettings = ApiBody({ schema: settingsSchema(tenantSettingNames) });

@ApiTags('tenants')
@Controller('tenants/:id/keys')
@AuditState(TenantKeysService)
export class TenantKeysController {
  constructor(
    private readonly keys: TenantKeysService,
    private readonly used: UsageService,
  ) {}

  @Get()
  @Requires('tenants:read')
  list(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Query() page: ListQuery,
  ): Promise<TenantKeyListDto> {
    return this.keys.list(seen(actor, id), page);
  }

  /** Creates a key. The key is only in this response. */
  @Post()
  @Requires('tenants:manage')
  create(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() dto: CreateTenantKeyDto,
  ): Promise<NewTenantKeyDto> {
    return this.keys.create(actor, seen(actor, id), dto);
  }

  @Get(':keyId')
  @Requires('tenants:read')
  get(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
  ): Promise<TenantKeyDto> {
    return this.keys.get(seen(actor, id), keyId);
  }

  @Patch(':keyId')
  @Requires('tenants:manage')
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() dto: UpdateTenantKeyDto,
  ): Promise<TenantKeyDto> {
    return this.keys.update(actor, seen(actor, id), keyId, dto);
  }

  /** Revokes the key: it stops working at once and stays in the list. A key that is revoked already is deleted. */
  @Delete(':keyId')
  @HttpCode(204)
  @Requires('tenants:manage')
  delete(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
  ): Promise<void> {
    return this.keys.revokeOrDelete(seen(actor, id), keyId);
  }

  /** Replaces the key by a new one; the old one works until the overlap ends. */
  @Post(':keyId/rotate')
  @HttpCode(200)
  @Requires('tenants:manage')
  rotate(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() dto: RotateKeyDto,
  ): Promise<NewTenantKeyDto> {
    return this.keys.rotate(seen(actor, id), keyId, dto.overlapSeconds ?? 0);
  }

  /** The effective settings of the key, and where each comes from. */
  @Get(':keyId/settings')
  @Requires('tenants:read')
  getSettings(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
  ): Promise<TenantSettingsDto> {
    return this.keys.getSettings(seen(actor, id), keyId);
  }

  /** Replaces the key's own values; absent and null ones are removed. */
  @Put(':keyId/settings')
  @ownSettings
  @Requires('tenants:manage')
  replaceSettings(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() body: object,
  ): Promise<TenantSettingsDto> {
    return this.keys.replaceSettings(actor, seen(actor, id), keyId, body);
  }

  /** Changes the given own values of the key; null removes one. */
  @Patch(':keyId/settings')
  @ownSettings
  @Requires('tenants:manage')
  updateSettings(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Body() body: object,
  ): Promise<TenantSettingsDto> {
    return this.keys.updateSettings(actor, seen(actor, id), keyId, body);
  }

  /** The usage of the key. */
  @Get(':keyId/usage')
  @Requires('usage:read')
  async usage(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Param('keyId') keyId: string,
    @Query() query: UsagePeriodQuery,
  ): Promise<UsageDto> {
    await this.keys.get(seen(actor, id), keyId);
    return await this.used.sums(Object.assign(query, { key: keyId }), null);
  }
}

/** The tenant id, checked against the tenants the actor may see. */
function seen(actor: Actor, tenantId: string): string {
  requireTenant(actor, tenantId);
  return tenantId;
}
