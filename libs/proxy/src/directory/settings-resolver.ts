import { rulesFor, type Rules } from '@codegate/guardrails';
import { effectiveSettings, type Settings } from '@codegate/settings';

/** Stored settings of one tenant or key. */
export type OwnSettings = Readonly<Record<string, string>>;

/** What is in force for a caller. */
export type Resolved = {
  readonly settings: Settings;
  /** Null while the guardrails are off. */
  readonly rules: Rules | null;
};

/**
 * Resolves the settings of tenants and keys under one state of the global settings. Callers with equal settings
 * share one object, and so do callers with equal rules: most tenants have no settings of their own.
 */
export class SettingsResolver {
  private readonly resolved = new Map<string, Resolved>();
  private readonly settings = new Map<string, Settings>();
  private readonly rulesByTenant = new Map<string, Rules>();
  private readonly rules = new Map<string, Rules>();

  constructor(private readonly global: ReadonlyMap<string, string>) {}

  resolve(tenant: OwnSettings = {}, key: OwnSettings = {}): Resolved {
    const tenantText = textOf(tenant);
    const name = `${tenantText}\n${textOf(key)}`;
    const known = this.resolved.get(name);
    if (known) return known;
    const effective = effectiveSettings(this.global, tenant, key);
    const settings = shared(this.settings, JSON.stringify(effective), effective);
    const rules = settings.privacyEnabled ? this.rulesOf(tenantText, tenant) : null;
    const resolved = { settings, rules };
    this.resolved.set(name, resolved);
    return resolved;
  }

  private rulesOf(text: string, tenant: OwnSettings): Rules {
    const known = this.rulesByTenant.get(text);
    if (known) return known;
    const own = rulesFor(this.global, tenant);
    const rules = shared(this.rules, own.key, own);
    this.rulesByTenant.set(text, rules);
    return rules;
  }
}

function shared<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}

/** The same text for the same settings in any order. */
function textOf(own: OwnSettings): string {
  const keys = Object.keys(own);
  if (keys.length === 0) return '';
  return JSON.stringify(keys.sort().map((key) => [key, own[key]]));
}
