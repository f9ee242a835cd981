import { Injectable } from '@nestjs/common';

import { SettingsRepository, TenantsRepository } from '@codegate/database';
import { toStoredSettings, tenantSettingNames } from '@codegate/settings';
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
  async update(id: string, body: unknown): Promise<TenantSettingsDto> {
    await this.tenants.find(id);
    await this.repository.setSettings(id, toStoredSettings(body, tenantSettingNames));
    await this.changes.applyRecorded();
    return await this.get(id);
  }

  /** Like update, but own values that are not in the body are removed. */
  async replace(id: string, body: unknown): Promise<TenantSettingsDto> {
    await this.tenants.find(id);
    const none = Object.fromEntries(tenantSettingNames.map((name) => [name, null]));
    const entries = {
      ...toStoredSettings(none, tenantSettingNames),
      ...toStoredSettings(body, tenantSettingNames),
    };
    await this.repository.setSettings(id, entries);
    await this.changes.applyRecorded();
    return await this.get(id);
  }
}
