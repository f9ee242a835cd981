import { ModelLists } from '@codegate/accounts';
import { Injectable } from '@nestjs/common';

import type { ProxyAccount } from '../directory/snapshot.js';
import type { ModelDirectory, ModelEntry } from './list-models.js';

/** The live lists of the accounts' providers, as far as they answer. */
@Injectable()
export class LiveModels implements ModelDirectory {
  constructor(private readonly lists: ModelLists) {}

  async modelsOf({ id, provider }: ProxyAccount): Promise<readonly ModelEntry[]> {
    const models = await this.lists.ofAccount(id);
    return models.map((model) => ({
      id: model.id,
      displayName: model.displayName ?? model.id,
      createdAt: model.createdAt ?? null,
      ownedBy: provider,
      contextTokens: model.contextTokens ?? null,
      maxOutputTokens: model.maxOutputTokens ?? null,
    }));
  }
}
