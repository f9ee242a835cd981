import { ModelLists, type LiveModel } from '@codegate/accounts';
import type { CapabilityOverlay } from '@codegate/models';
import type { ModelEntry } from '@codegate/protocol';
import { Injectable } from '@nestjs/common';

import type { ProxyAccount } from '../directory/snapshot.js';
import type { ModelDirectory } from './list-models.js';

/** The live model lists of the accounts' providers, as far as they are available. */
@Injectable()
export class LiveModels implements ModelDirectory {
  /** One index a list; a list that is replaced takes its index with it. */
  private readonly overlays = new WeakMap<readonly LiveModel[], Map<string, CapabilityOverlay>>();

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
      codexEntry: model.codexEntry ?? null,
    }));
  }

  /** When the account's list was fetched, ISO 8601; null when there is none. */
  fetchedAt(accountId: string): string | null {
    const fetchedAtMs = this.lists.fetchedAtMs(accountId);
    return fetchedAtMs === undefined ? null : new Date(fetchedAtMs).toISOString();
  }

  /** Limits in the provider's last model list; no request is made. */
  overlayOf(accountId: string, model: string): CapabilityOverlay | undefined {
    const models = this.lists.cached(accountId);
    if (!models) return undefined;
    let index = this.overlays.get(models);
    if (!index) {
      index = new Map(models.map((each) => [each.id, toOverlay(each)]));
      this.overlays.set(models, index);
    }
    return index.get(model);
  }
}

function toOverlay({ contextTokens, maxOutputTokens }: LiveModel): CapabilityOverlay {
  return {
    ...(contextTokens ? { contextTokens } : {}),
    ...(maxOutputTokens ? { maxOutputTokens } : {}),
  };
}
