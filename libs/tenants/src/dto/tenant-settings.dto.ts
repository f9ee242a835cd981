import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import {
  effectiveSetting,
  tenantSettingNames,
  type SettingOrigin,
  type SettingValue,
} from '@codegate/settings';

export class TenantSettingDto {
  /** The effective value. */
  @ApiProperty({ oneOf: [{ type: 'boolean' }, { type: 'number' }] })
  value: SettingValue;

  /** Where the value comes from. */
  @ApiProperty({ enum: ['key', 'tenant', 'global', 'default'] })
  origin: SettingOrigin;
}

/** The effective settings that a tenant or one of its keys may override. */
@ApiExtraModels(TenantSettingDto)
export class TenantSettingsDto {
  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(TenantSettingDto) },
  })
  settings: Record<string, TenantSettingDto>;
}

export function toTenantSettingsDto(
  global: ReadonlyMap<string, string>,
  own: Readonly<Record<string, string>>,
  ofKey?: Readonly<Record<string, string>>,
): TenantSettingsDto {
  const entries = tenantSettingNames.map((name) => [
    name,
    effectiveSetting(name, global, own, ofKey),
  ]);
  return { settings: Object.fromEntries(entries) as Record<string, TenantSettingDto> };
}
