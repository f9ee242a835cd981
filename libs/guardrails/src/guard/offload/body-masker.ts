import { isJsonObject, textOf } from '@codegate/kernel';
import { LRUCache } from 'lru-cache';

import {
  Conversation,
  EngineCache,
  type EngineCacheSizes,
  type MappingStore,
} from '../../engine/index.js';
import { Guard } from '../guard.js';
import { eachPart, layoutOf } from '../parts/body-parts.js';
import { cleanPart, maskPart, type MaskedPart } from '../parts/mask-part.js';
import { packLayout } from '../parts/packed-layout.js';
import type { MaskedParts, MaskJob, NewMapping } from './mask-job.js';

/** Collects the mappings of one job for the event loop, which stores them. A thread restores nothing. */
class JobMappings implements MappingStore {
  added: NewMapping[] = [];

  lookup(): undefined {
    return undefined;
  }

  remember(_tenantId: string, token: string, value: string, category: string): void {
    this.added.push({ token, value, category });
  }
}

const maxGuards = 16;

/** Does the jobs of one thread. It remembers texts, so the next request of a conversation costs its new text only. */
export class BodyMasker {
  private readonly mappings = new JobMappings();
  private readonly guards = new LRUCache<string, Guard>({ max: maxGuards });
  private readonly cache: EngineCache;

  /** @param cacheSizes memory of the thread */
  constructor(cacheSizes?: EngineCacheSizes) {
    this.cache = new EngineCache(cacheSizes);
  }

  /** @throws Error for a body that is not a JSON object or has a duplicate key */
  mask(job: MaskJob): MaskedParts {
    const body = Buffer.from(job.body.buffer, job.body.byteOffset, job.body.byteLength);
    const json = JSON.parse(textOf(body)) as unknown;
    if (!isJsonObject(json)) throw new Error('The body is not a JSON object');
    const layout = layoutOf(body, json, job.dialect);
    if (!layout) throw new Error('The body has a duplicate key');
    this.mappings.added = [];
    const guard = this.guardFor(job);
    const conversation = new Conversation();
    const masked: [number, MaskedPart][] = [];
    let number = 0;
    eachPart(job.dialect, json, layout, (key, index, kind, range) => {
      const name = { key, index, kind };
      const part = maskPart(guard, job.tenantId, { body, json }, name, range, conversation);
      if (part !== cleanPart) masked.push([number, part]);
      number += 1;
    });
    return { layout: packLayout(layout), masked, mappings: this.mappings.added };
  }

  private guardFor({ rules, keys }: MaskJob): Guard {
    // A thread only makes tokens, for which the older keys are not needed.
    const current = keys.slice(0, 1).map((key) => Buffer.from(key));
    const id = `${rules.key} ${current[0]?.toString('hex') ?? ''}`;
    let guard = this.guards.get(id);
    if (!guard) {
      guard = new Guard(rules, current, this.mappings, this.cache);
      this.guards.set(id, guard);
    }
    return guard;
  }
}
