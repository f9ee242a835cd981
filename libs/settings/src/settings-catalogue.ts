/**
 * Every setting: its name in the API, its key in the database (the name of the original), its default and whether a
 * tenant may override it. The API writes only settings of this table.
 */
type Flag = { key: string; kind: 'flag'; default: boolean; perTenant: boolean };
type Whole = {
  key: string;
  kind: 'integer';
  default: number;
  min: number;
  max: number;
  perTenant: boolean;
};

const flag = (key: string, fallback: boolean, perTenant: boolean): Flag => ({
  key,
  kind: 'flag',
  default: fallback,
  perTenant,
});

export const settingsCatalogue = {
  autoSwitchOnError: flag('auto_switch_on_error', true, true),
  autoSwitchOnRateLimit: flag('auto_switch_on_rate_limit', true, true),
  requestLogging: flag('request_logging', false, true),
  detailedRequestLogging: flag('detailed_request_logging', false, true),
  logRetentionDays: {
    key: 'log_retention_days',
    kind: 'integer',
    default: 30,
    min: 1,
    max: 36_500,
    perTenant: false,
  } as Whole,
  auditRetentionDays: {
    key: 'audit_retention_days',
    kind: 'integer',
    default: 365,
    min: 1,
    max: 36_500,
    perTenant: false,
  } as Whole,
  multiTenancy: flag('multi_tenancy', false, false),
  privacyEnabled: flag('privacy_enabled', false, true),
  anonymizeLogs: flag('anonymize_logs', true, true),
  finetuneLogging: flag('finetune_logging', false, true),
  finetuneFullContext: flag('finetune_full_context', false, true),
  revealRouteToTenants: flag('reveal_route_to_tenants', true, true),
} as const;

export type SettingName = keyof typeof settingsCatalogue;
export type SettingValue = boolean | number;
export type Settings = {
  readonly [Name in SettingName]: (typeof settingsCatalogue)[Name] extends Flag ? boolean : number;
};
export type SettingOrigin = 'key' | 'tenant' | 'global' | 'default';

export const settingNames = Object.keys(settingsCatalogue) as SettingName[];
export const tenantSettingNames = settingNames.filter((name) => settingsCatalogue[name].perTenant);

/**
 * The stored text as a value; `undefined` when there is none or it is invalid. As in the original, "true" and "1" are
 * on.
 */
export function parseSetting(
  name: SettingName,
  stored: string | undefined,
): SettingValue | undefined {
  if (stored === undefined) return undefined;
  const setting: Flag | Whole = settingsCatalogue[name];
  const text = stored.trim().toLowerCase();
  if (setting.kind === 'flag') {
    if (text === 'true' || text === '1') return true;
    return text === 'false' || text === '0' ? false : undefined;
  }
  const number = Number(text);
  return Number.isInteger(number) && number >= setting.min && number <= setting.max
    ? number
    : undefined;
}

type Stored = ReadonlyMap<string, string>;

type Own = Readonly<Record<string, string>>;

/** The effective value and its source: the key, its tenant, the global settings, or the default. */
export function effectiveSetting(
  name: SettingName,
  global: Stored,
  tenant?: Own,
  ofKey?: Own,
): { value: SettingValue; origin: SettingOrigin } {
  const { key, perTenant } = settingsCatalogue[name];
  const closest = perTenant ? parseSetting(name, ofKey?.[key]) : undefined;
  if (closest !== undefined) return { value: closest, origin: 'key' };
  const own = perTenant ? parseSetting(name, tenant?.[key]) : undefined;
  if (own !== undefined) return { value: own, origin: 'tenant' };
  const common = parseSetting(name, global.get(key));
  if (common !== undefined) return { value: common, origin: 'global' };
  return { value: settingsCatalogue[name].default, origin: 'default' };
}

/** All effective settings: global, of a tenant, or of one of its keys. */
export function effectiveSettings(global: Stored, tenant?: Own, ofKey?: Own): Settings {
  return Object.fromEntries(
    settingNames.map((name) => [name, effectiveSetting(name, global, tenant, ofKey).value]),
  ) as unknown as Settings;
}
