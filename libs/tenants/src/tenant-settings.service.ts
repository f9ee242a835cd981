import { Injectable } from '@nestjs/common';

import type { Actor } from '@codegate/access';
import { SettingsRepository, TenantsRepository } from '@codegate/database';
import { permittedOverrides, tenantSettingNames, toStoredSettings } from '@codegate/settings';
import { ChangeFeed } from '@codegate/shared-state';

import { toTenantSettingsDto, type TenantSettingsDto } from './dto/tenant-settings.dto.js';
import { TenantsService } from './tenants.service.js';

/** The values a tenant overrides, for the settings that allow it. */
@Injectable()
export class TenantSettingsService {
  constructor(
    private readonly tenants: TenantsService,
    private readonly repository: TenantsRepository,
    private readonly settings: SettingsRepository,
    private readonly changes: ChangeFeed,
  ) {}

  async get(id: string): Promise<TenantSettingsDto> {
    await this.tenants.find(id);
    const [global, own] = await Promise.all([
      this.settings.all(),
      this.repository.listSettings(id),
    ]);
    return toTenantSettingsDto(global, own);
  }

  /** @param body values by name; null removes the tenant's own value */
  async update(actor: Actor, id: string, body: unknown): Promise<TenantSettingsDto> {
    return await this.write(actor, id, toStoredSettings(body, tenantSettingNames));
  }

  /** Like update, but own values that are not in the body are removed. */
  async replace(actor: Actor, id: string, body: unknown): Promise<TenantSettingsDto> {
    const none = Object.fromEntries(tenantSettingNames.map((name) => [name, null]));
    return await this.write(actor, id, {
      ...toStoredSettings(none, tenantSettingNames),
      ...toStoredSettings(body, tenantSettingNames),
    });
  }

  private async write(
    actor: Actor,
    id: string,
    entries: Readonly<Record<string, string | null>>,
  ): Promise<TenantSettingsDto> {
    await this.tenants.find(id);
    const own = await this.repository.listSettings(id);
    await this.repository.setSettings(id, permittedOverrides(actor, entries, own));
    await this.changes.applyRecorded();
    return await this.get(id);
  }
}
