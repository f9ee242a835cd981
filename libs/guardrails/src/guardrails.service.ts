import { PrivacyRepository, SettingsRepository, TenantsRepository } from '@codegate/database';
import { GatewayError } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';
import { Injectable } from '@nestjs/common';

import type {
  GuardrailCountsDto,
  GuardrailDto,
  GuardrailListDto,
  TestGuardrailsDto,
  TestResultDto,
  UpdateGuardrailDto,
} from './dto/guardrail.dto.js';
import { builtInCatalogue, builtInIds, MemoryMappings, type BuiltInId } from './engine/index.js';
import { Guard } from './guard/guard.js';
import { Guards } from './guard/guards.js';
import {
  enabledSetting,
  guardrailSetting,
  modeSetting,
  restoreHostsSetting,
  restorePlaceSetting,
  restoreSetting,
  rulesFor,
  type RestoreSetting,
  type GuardrailSetting,
} from './guard/rules.js';
import { GuardrailKeys } from '@codegate/vault';

/** A tenant of its own: values of the test have other tokens than those of real requests. */
const testTenant = 'test';
/** The test runs on the event loop, so it must not take longer. An ordinary text of the greatest length takes 10 ms. */
const maxTestMs = 100;

/** The built-in guardrails: their settings, global or of one tenant, and what they found. */
@Injectable()
export class GuardrailsService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly tenants: TenantsRepository,
    private readonly privacy: PrivacyRepository,
    private readonly guards: Guards,
    private readonly keys: GuardrailKeys,
    private readonly changes: ChangeFeed,
  ) {}

  async list(tenantId?: string): Promise<GuardrailListDto> {
    const [global, own, counts] = await Promise.all([
      this.settings.all(),
      this.ownSettings(tenantId),
      this.countsByCategory(tenantId),
    ]);
    const items = builtInCatalogue.map(({ id, name, description, group }) =>
      toDto(
        { id, name, description, category: group },
        guardrailSetting(id, global, own),
        restoreSetting(id, global, own),
        counts.get(id),
      ),
    );
    return { items, total: items.length };
  }

  async update(id: string, dto: UpdateGuardrailDto): Promise<GuardrailDto> {
    if (!isBuiltIn(id)) throw new GatewayError('not_found', `There is no guardrail ${id}`);
    const { enabled, mode, restore, restoreHosts, tenantId } = dto;
    if ([enabled, mode, restore, restoreHosts].every((value) => value === undefined)) {
      const message = 'enabled, mode, restore or restoreHosts is required';
      throw new GatewayError('invalid_request', message, {
        field: 'enabled',
      });
    }
    const entries: Record<string, string | null> = {};
    if (enabled !== undefined)
      entries[enabledSetting(id)] = enabled === null ? null : String(enabled);
    if (mode !== undefined) entries[modeSetting(id)] = mode;
    if (restore !== undefined) entries[restorePlaceSetting(id)] = restore;
    if (restoreHosts !== undefined)
      entries[restoreHostsSetting(id)] = restoreHosts?.join(',') ?? null;
    await this.ownSettings(tenantId);
    if (tenantId === undefined) await this.settings.set(entries);
    else await this.tenants.setSettings(tenantId, entries);
    if (dto.applyToRunning) this.guards.forgetConversations();
    await this.changes.applyRecorded();
    const { items } = await this.list(tenantId);
    const updated = items.find((each) => each.id === id);
    if (!updated)
      throw new GatewayError('internal', 'A built-in guardrail is not in the catalogue');
    return updated;
  }

  /** Applies the rules in force to a text. Nothing of it is stored. */
  async test({ text, categories }: TestGuardrailsDto): Promise<TestResultDto> {
    const rules = rulesFor(await this.settings.all());
    const wanted = categories && new Set(categories);
    const unknown = categories?.find((id) => !isKnown(id, rules.custom));
    if (unknown !== undefined) {
      throw new GatewayError('invalid_request', `There is no guardrail ${unknown}`, {
        field: 'categories',
      });
    }
    const chosen = wanted
      ? {
          key: 'test',
          guardrails: builtInIds
            .filter((id) => wanted.has(id))
            .map((id) => ({ id, mode: 'anonymize' as const })),
          custom: rules.custom.filter(({ category }) => wanted.has(category)),
          restore: {},
        }
      : rules;
    const guard = new Guard(chosen, [this.keys.current], new MemoryMappings());
    const result = guard.limited(maxTestMs, () => guard.anonymizeText(testTenant, text));
    if (!result) {
      throw new GatewayError(
        'guardrail_failed',
        'The text takes too long to check; try a part of it',
      );
    }
    const { text: anonymized, detections, blocked } = result;
    return {
      anonymized,
      restored: guard.restoreText(testTenant, anonymized),
      detections: detections.map(({ category, start, end, replacement }) => ({
        category,
        start,
        end,
        replacement,
      })),
      blocked: [...blocked],
    };
  }

  private async ownSettings(tenantId?: string): Promise<Record<string, string> | undefined> {
    if (tenantId === undefined) return undefined;
    if (!(await this.tenants.find(tenantId))) {
      throw new GatewayError('invalid_request', `There is no tenant ${tenantId}`, {
        field: 'tenantId',
      });
    }
    return await this.tenants.listSettings(tenantId);
  }

  private async countsByCategory(tenantId?: string): Promise<Map<string, GuardrailCountsDto>> {
    const sums = new Map<string, GuardrailCountsDto>();
    for (const row of await this.privacy.counts()) {
      if (tenantId !== undefined && row.tenantId !== tenantId) continue;
      const sum = sums.get(row.category) ?? { anonymized: 0, reported: 0, blocked: 0 };
      sum.anonymized += row.anonymized;
      sum.reported += row.reported;
      sum.blocked += row.blocked;
      sums.set(row.category, sum);
    }
    return sums;
  }
}

function isBuiltIn(id: string): id is BuiltInId {
  return (builtInIds as readonly string[]).includes(id);
}

function isKnown(id: string, custom: readonly { category: string }[]): boolean {
  return isBuiltIn(id) || custom.some(({ category }) => category === id);
}

function toDto(
  about: Pick<GuardrailDto, 'id' | 'name' | 'description' | 'category'>,
  { enabled, mode, origin }: GuardrailSetting,
  { place, hosts }: RestoreSetting,
  counts: GuardrailCountsDto = { anonymized: 0, reported: 0, blocked: 0 },
): GuardrailDto {
  const detectionCount = counts.anonymized + counts.reported + counts.blocked;
  const restore = { restore: place, restoreHosts: [...hosts] };
  return { ...about, enabled, mode, ...restore, origin, detectionCount, counts };
}
