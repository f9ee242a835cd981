import { Injectable } from '@nestjs/common';

import { AccountsRepository, type AccountRow } from '@codegate/database';

import type { ModelListDto, ModelsQuery } from './dto/model-list.dto.js';
import { ModelLists } from './upstream/model-lists.js';

/** Models that coding agents do not use. */
const otherPurpose =
  /embed|(^|[-/])tts|whisper|dall-e|moderation|realtime|audio|(^|[-/])search|^(babbage|davinci|curie|ada)\b/;

/** The models of the enabled accounts, for the admin to choose from. */
@Injectable()
export class ModelsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly lists: ModelLists,
  ) {}

  async list({ provider }: ModelsQuery): Promise<ModelListDto> {
    const rows = (await this.accounts.list()).filter(
      (row) => row.enabled && (provider === undefined || row.provider === provider),
    );
    const results = await Promise.all(rows.map((row) => this.ofAccount(row)));
    const items = results
      .flatMap(({ items }) => items)
      .sort((a, b) => a.id.localeCompare(b.id) || a.accountId.localeCompare(b.accountId));
    return { items, total: items.length, errors: results.flatMap(({ errors }) => errors) };
  }

  async refresh(query: ModelsQuery): Promise<ModelListDto> {
    this.lists.forget();
    return await this.list(query);
  }

  private async ofAccount(row: AccountRow): Promise<Pick<ModelListDto, 'items' | 'errors'>> {
    try {
      const models = await this.lists.list(row.id);
      const items = models
        .filter(({ id }) => !otherPurpose.test(id))
        .map(({ id, displayName, contextTokens, maxOutputTokens }) => ({
          id,
          name: displayName ?? id,
          provider: row.provider,
          accountId: row.id,
          contextTokens: contextTokens ?? null,
          maxOutputTokens: maxOutputTokens ?? null,
        }));
      return { items, errors: [] };
    } catch (error) {
      const message = error instanceof Error ? error.message : 'The provider could not be reached';
      return { items: [], errors: [{ accountId: row.id, message }] };
    }
  }
}
