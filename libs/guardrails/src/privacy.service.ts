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

/** The master switch, the statistics, and what stands behind tokens. */
@Injectable()
export class PrivacyService {
  constructor(
    private readonly settings: SettingsRepository,
    private readonly privacy: PrivacyRepository,
    private readonly keys: GuardrailKeys,
    private readonly guards: Guards,
    private readonly book: TokenMappings,
    private readonly turns: RequestCache,
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

  async mappings(limit: number, offset: number): Promise<PrivacyMappingListDto> {
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

  /** Forgets what stands behind short tokens, and the statistics. Such tokens stay tokens from now on. */
  async reset(): Promise<DeletedDto> {
    // What is being written now would come back after the deletion.
    await this.writer.write();
    this.book.clear();
    // What is remembered of earlier texts would not be kept a second time.
    this.guards.useKeys(this.guards.allKeys);
    this.turns.clear();
    await this.pool.forget();
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
