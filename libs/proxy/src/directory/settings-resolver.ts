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
 * share one object, and so do callers with equal rules: most tenants have no settings of their own. Callers hold a
 * settings key instead of what is resolved, so a change of the global settings leaves them as they are.
 */
export class SettingsResolver {
  /** By settings key. */
  readonly resolved = new Map<string, Resolved>();
  private readonly settings = new Map<string, Settings>();
  private readonly rulesByTenant = new Map<string, Rules>();
  private readonly rules = new Map<string, Rules>();

  constructor(private readonly global: ReadonlyMap<string, string>) {}

  /** Resolves the settings, and returns the settings key under which `resolved` has them. */
  add(tenant: OwnSettings = {}, key: OwnSettings = {}): string {
    const settingsKey = settingsKeyOf(tenant, key);
    if (this.resolved.has(settingsKey)) return settingsKey;
    const effective = effectiveSettings(this.global, tenant, key);
    const settings = shared(this.settings, JSON.stringify(effective), effective);
    const rules = settings.privacyEnabled ? this.rulesOf(tenant) : null;
    this.resolved.set(settingsKey, { settings, rules });
    return settingsKey;
  }

  resolve(tenant: OwnSettings = {}, key: OwnSettings = {}): Resolved {
    return resolvedOf(this.resolved, this.add(tenant, key));
  }

  private rulesOf(tenant: OwnSettings): Rules {
    const text = textOf(tenant);
    const known = this.rulesByTenant.get(text);
    if (known) return known;
    const own = rulesFor(this.global, tenant);
    const rules = shared(this.rules, own.key, own);
    this.rulesByTenant.set(text, rules);
    return rules;
  }
}

/** The same for the same settings in any order. */
export function settingsKeyOf(tenant: OwnSettings, key: OwnSettings = {}): string {
  return `${textOf(tenant)}\n${textOf(key)}`;
}

/** What was resolved under a settings key. Every settings key in a snapshot is resolved in the same snapshot. */
export function resolvedOf(resolved: ReadonlyMap<string, Resolved>, settingsKey: string): Resolved {
  const found = resolved.get(settingsKey);
  if (!found) throw new Error('the settings of a caller have not been resolved');
  return found;
}

function shared<T>(known: Map<string, T>, key: string, value: T): T {
  const first = known.get(key);
  if (first !== undefined) return first;
  known.set(key, value);
  return value;
}

function textOf(own: OwnSettings): string {
  const keys = Object.keys(own);
  if (keys.length === 0) return '';
  return JSON.stringify(keys.sort().map((key) => [key, own[key]]));
}
