import { isJsonObject, sha256Hex, tryParseJson } from '@codegate/kernel';

import {
  builtInIds,
  type BuiltInId,
  type CustomGuardrail,
  type EnabledGuardrail,
  type GuardrailMode,
} from '../engine/index.js';

export const guardrailModes = ['anonymize', 'block', 'report'] as const;

export const restorePlaces = ['everywhere', 'text', 'arguments'] as const;
export type RestorePlace = (typeof restorePlaces)[number];

/** Where the tokens of a guardrail are restored. */
export type RestoreSetting = {
  /** In all of a response, only outside the arguments of tool calls, or only in these. */
  readonly place: RestorePlace;
  /** Hosts in whose URLs tokens are restored although the conversation does not name them; `*.` stands for subdomains. */
  readonly hosts: readonly string[];
};

/** The rules in force for a group of callers; equal rules have equal keys. */
export type Rules = {
  readonly key: string;
  readonly guardrails: readonly EnabledGuardrail[];
  readonly custom: readonly CustomGuardrail[];
  /** By id, for the guardrails that differ from the default. */
  readonly restore: Readonly<Record<string, RestoreSetting>>;
};

/** The settings of one guardrail, and where they come from. */
export type GuardrailSetting = {
  enabled: boolean;
  mode: GuardrailMode;
  origin: 'tenant' | 'global' | 'default';
};

type Stored = ReadonlyMap<string, string>;
type TenantStored = Readonly<Record<string, string>>;

/** Ids of the first CodeGate that are different here. */
const olderNames: Partial<Record<BuiltInId, string>> = {
  ip: 'ip_address',
  aws_key: 'aws_keys',
  url_credentials: 'url_auth',
  address: 'street_address',
};
export const customGuardrailsSetting = 'custom_guardrails';
const olderCategoriesSetting = 'privacy_categories';

export function enabledSetting(id: string): string {
  return `guardrail_${id}_enabled`;
}

export function modeSetting(id: string): string {
  return `guardrail_${id}_mode`;
}

export function restorePlaceSetting(id: string): string {
  return `guardrail_${id}_restore`;
}

export function restoreHostsSetting(id: string): string {
  return `guardrail_${id}_restore_hosts`;
}

export const defaultRestore: RestoreSetting = { place: 'everywhere', hosts: [] };

/** The tenant's setting, else the global one, else the default. */
export function restoreSetting(id: string, global: Stored, tenant?: TenantStored): RestoreSetting {
  const of = (key: string) => tenant?.[key] ?? global.get(key);
  const place = restorePlaces.find((each) => each === of(restorePlaceSetting(id)));
  const hosts = (of(restoreHostsSetting(id)) ?? '').split(',').filter((host) => host !== '');
  return { place: place ?? defaultRestore.place, hosts };
}

/** The tenant's setting, else the global one, else the category list of the first CodeGate, else on. */
export function guardrailSetting(
  id: BuiltInId,
  global: Stored,
  tenant?: TenantStored,
): GuardrailSetting {
  const own = readFlag(tenant?.[enabledSetting(id)]);
  const ownMode = readMode(tenant?.[modeSetting(id)]);
  const older = olderNames[id];
  const common =
    readFlag(global.get(enabledSetting(id))) ??
    (older === undefined ? undefined : readFlag(global.get(enabledSetting(older)))) ??
    isInOlderList(id, older, global.get(olderCategoriesSetting));
  const commonMode = readMode(global.get(modeSetting(id)));
  const origin =
    own !== undefined || ownMode !== undefined
      ? 'tenant'
      : common !== undefined || commonMode !== undefined
        ? 'global'
        : 'default';
  return { enabled: own ?? common ?? true, mode: ownMode ?? commonMode ?? 'anonymize', origin };
}

/** The rules for a tenant, or for callers without one. */
export function rulesFor(global: Stored, tenant?: TenantStored): Rules {
  const guardrails = builtInIds.flatMap((id): EnabledGuardrail[] => {
    const { enabled, mode } = guardrailSetting(id, global, tenant);
    return enabled ? [{ id, mode }] : [];
  });
  const custom = readCustomGuardrails(global.get(customGuardrailsSetting))
    .filter(({ enabled }) => enabled)
    .map(({ rule }) => rule);
  const restore = Object.fromEntries(
    builtInIds
      .map((id) => [id, restoreSetting(id, global, tenant)] as const)
      .filter(([, { place, hosts }]) => place !== defaultRestore.place || hosts.length > 0),
  );
  return withKey({ guardrails, custom, restore });
}

function withKey(rules: Omit<Rules, 'key'>): Rules {
  const { guardrails, custom, restore } = rules;
  return { ...rules, key: sha256Hex(JSON.stringify([guardrails, custom, restore])).slice(0, 16) };
}

const strengthOf = { report: 1, anonymize: 2, block: 3 } as const;
/** Custom rules that a conversation may carry; one whose rules change more often loses the former ones. */
const maxCustomRules = 200;

/**
 * The rules in force, and whatever the former rules of a conversation replaced: values that were hidden stay hidden. A
 * block that is lifted becomes a replacement, since nothing it found was ever sent.
 */
export function strictestOf(former: Rules, inForce: Rules): Rules {
  const guardrails = builtInIds.flatMap((id): EnabledGuardrail[] => {
    const modes = [
      ...modesOf(id, former.guardrails).map(withoutBlock),
      ...modesOf(id, inForce.guardrails),
    ];
    return modes.length === 0 ? [] : [{ id, mode: modes.reduce(stronger) }];
  });
  const custom = new Map(inForce.custom.map((rule) => [textOfRule(rule), rule]));
  for (const rule of former.custom) {
    const text = textOfRule(rule);
    const mode = withoutBlock(rule.mode);
    const same = custom.get(text);
    if (same) custom.set(text, { ...same, mode: stronger(mode, same.mode) });
    else if (custom.size < maxCustomRules) custom.set(text, { ...rule, mode });
  }
  return withKey({ guardrails, custom: [...custom.values()], restore: inForce.restore });
}

function modesOf(id: BuiltInId, guardrails: Rules['guardrails']): GuardrailMode[] {
  return guardrails.filter((each) => each.id === id).map(({ mode }) => mode);
}

function withoutBlock(mode: GuardrailMode): GuardrailMode {
  return mode === 'block' ? 'anonymize' : mode;
}

function stronger(a: GuardrailMode, b: GuardrailMode): GuardrailMode {
  return strengthOf[a] > strengthOf[b] ? a : b;
}

/** Equal for rules that find the same and call it the same. */
function textOfRule(rule: CustomGuardrail): string {
  return JSON.stringify([rule.category, 'pattern' in rule ? rule.pattern : rule.words]);
}

export type StoredCustomGuardrail = { id: string; enabled: boolean; rule: CustomGuardrail };

/** Reads the stored rules. Invalid ones are left out, so that one damaged rule does not disable the others. */
export function readCustomGuardrails(stored: string | undefined): StoredCustomGuardrail[] {
  const list = stored === undefined ? undefined : tryParseJson(stored);
  if (!Array.isArray(list)) return [];
  return list.filter(
    (item): item is StoredCustomGuardrail =>
      isJsonObject(item) && typeof item.id === 'string' && isJsonObject(item.rule),
  );
}

function readFlag(text: string | undefined): boolean | undefined {
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

function readMode(text: string | undefined): GuardrailMode | undefined {
  return guardrailModes.find((mode) => mode === text);
}

/** An empty list of the first CodeGate means all categories. */
function isInOlderList(
  id: string,
  older: string | undefined,
  list: string | undefined,
): boolean | undefined {
  const names = (list ?? '').split(',').map((name) => name.trim());
  if (names.every((name) => name === '')) return undefined;
  return names.includes(id) || (older !== undefined && names.includes(older));
}
