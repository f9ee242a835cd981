import { isJsonObject } from '@codegate/kernel';
import { replaceChanged } from '@codegate/protocol';

import { MemoryMappings, type MappingStore } from '../../engine/index.js';
import { Guard } from '../guard.js';
import type { FreshMapping, MaskedBody, MaskJob } from './mask-job.js';

/** Keeps what was minted during one job, for the thread that owns the mappings. */
class JobMappings implements MappingStore {
  readonly memory = new MemoryMappings();
  fresh: FreshMapping[] = [];

  lookup(tenantId: string, token: string): string | undefined {
    return this.memory.lookup(tenantId, token);
  }

  remember(tenantId: string, token: string, value: string, category: string): void {
    this.memory.remember(tenantId, token, value);
    this.fresh.push({ token, value, category });
  }
}

const mostGuards = 16;

/** Does the jobs of one thread, and remembers texts it has seen, so that the next turn costs its new text only. */
export class BodyMasker {
  private readonly mappings = new JobMappings();
  private guards = new Map<string, Guard>();

  mask(job: MaskJob): MaskedBody {
    const bytes = Buffer.from(job.body.buffer, job.body.byteOffset, job.body.byteLength);
    const json = JSON.parse(bytes.toString('utf8')) as unknown;
    if (!isJsonObject(json)) throw new Error('a body that is no object');
    this.mappings.fresh = [];
    const masked = this.guardFor(job).anonymizeBody(job.tenantId, job.dialect, json);
    return {
      body: replaceChanged(bytes, json, masked.body),
      changed: masked.body !== json,
      finds: masked.detections.map(({ category, mode }) => ({ category, mode })),
      blocked: [...masked.blocked],
      replacements: [...masked.replacements],
      mappings: this.mappings.fresh,
    };
  }

  private guardFor({ rules, keys }: MaskJob): Guard {
    const [current] = keys;
    const key = `${rules.key} ${current ? Buffer.from(current).toString('hex') : ''}`;
    let guard = this.guards.get(key);
    if (!guard) {
      if (this.guards.size >= mostGuards) this.guards = new Map();
      guard = new Guard(
        rules,
        keys.slice(0, 1).map((each) => Buffer.from(each)),
        this.mappings,
      );
      this.guards.set(key, guard);
    }
    return guard;
  }
}
