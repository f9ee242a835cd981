import { PrivacyRepository, SettingsRepository } from '@codegate/database';
import { fromUtcText, maskSecret } from '@codegate/kernel';
import { effectiveSettings, settingsCatalogue } from '@codegate/settings';
import { ChangeFeed } from '@codegate/shared-state';
import { GuardrailKeys } from '@codegate/vault';
import { Injectable } from '@nestjs/common';

import type {
  DeletedDto,
  GuardrailKeyDto,
  PrivacyDto,
  PrivacyMappingListDto,
} from './dto/privacy.dto.js';
import { Guards } from './guard/guards.js';
import { MaskPool } from './guard/offload/mask-pool.js';
import { TokenMappings } from './guard/token-mappings.js';
import { RequestCache } from './guard/parts/request-cache.js';
import { rulesFor } from './guard/rules.js';
import { PrivacyWriter } from './privacy-writer.task.js';

/** The master switch, the statistics, and the values of stored tokens. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly privacy: PrivacyRepository,
    private readonly keys: GuardrailKeys,
    private readonly guards: Guards,
    private readonly mappings: TokenMappings,
    private readonly requests: RequestCache,
    private readonly pool: MaskPool,
    private readonly writer: PrivacyWriter,
    private readonly changes: ChangeFeed,
  ) {}

  async get(): Promise<PrivacyDto> {
    await this.writer.write();
    const settings = await this.settings.all();
    const [{ total }, counts] = await Promise.all([
      this.privacy.pageOfMappings(1, 0),
      this.privacy.counts(),
    ]);
    const sums = new Map<string, PrivacyDto['stats']['byCategory'][number]>();
    for (const { category, tenantId, anonymized, reported, blocked } of counts) {
      const key = `${category} ${tenantId}`;
      const sum = sums.get(key) ?? {
        category,
        tenantId: tenantId === '' ? null : tenantId,
        anonymized: 0,
        reported: 0,
        blocked: 0,
      };
      sum.anonymized += anonymized;
      sum.reported += reported;
      sum.blocked += blocked;
      sums.set(key, sum);
    }
    const rules = rulesFor(settings);
    return {
      enabled: effectiveSettings(settings).privacyEnabled,
      categories: [
        ...rules.guardrails.map(({ id }) => id),
        ...rules.custom.map(({ category }) => category),
      ],
      stats: { totalMappings: total, byCategory: [...sums.values()] },
    };
  }

  async update(enabled: boolean): Promise<PrivacyDto> {
    await this.settings.set({ [settingsCatalogue.privacyEnabled.key]: String(enabled) });
    await this.changes.applyRecorded();
    return await this.get();
  }

  async listMappings(limit: number, offset: number): Promise<PrivacyMappingListDto> {
    await this.writer.write();
    const { items, total } = await this.privacy.pageOfMappings(limit, offset);
    return {
      items: items.map(({ id, category, tenantId, replacement, originalEnc, createdAt }) => {
        const value = originalEnc === '' ? null : this.keys.open(originalEnc);
        return {
          id,
          category,
          tenantId,
          replacement,
          originalMasked: value === null ? '***' : maskSecret(value),
          createdAt: fromUtcText(createdAt)?.toISOString() ?? createdAt,
        };
      }),
      total,
    };
  }

  /** Deletes the stored values of tokens and the statistics. Such tokens cannot be restored any more. */
  async reset(): Promise<DeletedDto> {
    // A write that is running now would otherwise come after the deletion.
    await this.writer.write();
    this.mappings.clear();
    // Cached results would not store their values again.
    this.guards.useKeys(this.guards.allKeys);
    this.requests.clear();
    await this.pool.restart();
    const deleted = await this.privacy.deleteMappings();
    await this.privacy.deleteCounts();
    return { deleted };
  }

  /** @throws GatewayError `conflict` under a key from the environment */
  rotateKey(): GuardrailKeyDto {
    this.keys.rotate();
    this.guards.useKeys([this.keys.current, ...this.keys.older]);
    return { fingerprint: this.keys.fingerprint };
  }
}
