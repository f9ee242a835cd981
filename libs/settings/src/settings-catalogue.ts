import type { Permission } from '@codegate/access';

/** How tenants and keys may override a setting. */
export type TenantRule = {
  /** Needed to set any value; null when everyone who manages the tenant may. */
  readonly permission: Permission | null;
  /** The stricter value: everyone who manages the tenant may set it, but not take it back. */
  readonly stricter?: boolean;
};

/**
 * Every setting: its name in the API, its key in the database (the name of the original), its default and how a
 * tenant may override it (null: not at all). The API writes only settings of this table.
 */
type Flag = { key: string; kind: 'flag'; default: boolean; perTenant: TenantRule | null };
type Whole = {
  key: string;
  kind: 'integer';
  default: number;
  min: number;
  max: number;
  perTenant: TenantRule | null;
};

const flag = (key: string, fallback: boolean, perTenant: TenantRule | null): Flag => ({
  key,
  kind: 'flag',
  default: fallback,
  perTenant,
});

const free: TenantRule = { permission: null };
const guardrails: TenantRule = { permission: 'guardrails:write', stricter: true };

export const settingsCatalogue = {
  autoSwitchOnError: flag('auto_switch_on_error', true, free),
  autoSwitchOnRateLimit: flag('auto_switch_on_rate_limit', true, free),
  requestLogging: flag('request_logging', false, { permission: 'settings:write', stricter: true }),
  detailedRequestLogging: flag('detailed_request_logging', false, { permission: 'settings:write' }),
  logRetentionDays: {
    key: 'log_retention_days',
    kind: 'integer',
    default: 30,
    min: 1,
    max: 36_500,
    perTenant: null,
  } as Whole,
  auditRetentionDays: {
    key: 'audit_retention_days',
    kind: 'integer',
    default: 365,
    min: 1,
    max: 36_500,
    perTenant: null,
  } as Whole,
  multiTenancy: flag('multi_tenancy', false, null),
  privacyEnabled: flag('privacy_enabled', false, guardrails),
  anonymizeLogs: flag('anonymize_logs', true, guardrails),
  finetuneLogging: flag('finetune_logging', false, { permission: 'finetune:write' }),
  finetuneFullContext: flag('finetune_full_context', false, { permission: 'finetune:write' }),
  showRequestedModel: flag('show_requested_model', true, free),
  revealRouteToTenants: flag('reveal_route_to_tenants', true, {
    permission: 'settings:write',
    stricter: false,
  }),
} as const;

export type SettingName = keyof typeof settingsCatalogue;
export type SettingValue = boolean | number;
export type Settings = {
  readonly [Name in SettingName]: (typeof settingsCatalogue)[Name] extends Flag ? boolean : number;
};
export type SettingOrigin = 'key' | 'tenant' | 'global' | 'default';

export const settingNames = Object.keys(settingsCatalogue) as SettingName[];
export const tenantSettingNames = settingNames.filter(
  (name) => settingsCatalogue[name].perTenant !== null,
);

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
