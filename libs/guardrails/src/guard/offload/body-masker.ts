import { isJsonObject, textOf } from '@codegate/kernel';

import { Conversation, MemoryMappings, type MappingStore } from '../../engine/index.js';
import { Guard } from '../guard.js';
import { eachPart, layoutOf } from '../parts/body-parts.js';
import { packLayout } from '../parts/packed-layout.js';
import { cleanPart, maskPart, type MaskedPart } from '../parts/mask-part.js';
import type { NewMapping, MaskedParts, MaskJob } from './mask-job.js';

/** Keeps what was minted during one job, for the thread that owns the mappings. */
class JobMappings implements MappingStore {
  readonly memory = new MemoryMappings();
  fresh: NewMapping[] = [];

  lookup(tenantId: string, token: string): string | undefined {
    return this.memory.lookup(tenantId, token);
  }

  remember(tenantId: string, token: string, value: string, category: string): void {
    this.memory.remember(tenantId, token, value);
    this.fresh.push({ token, value, category });
  }
}

const maxGuards = 16;

/** Does the jobs of one thread, and remembers texts it has seen, so that the next turn costs its new text only. */
export class BodyMasker {
  private readonly mappings = new JobMappings();
  private guards = new Map<string, Guard>();

  mask(job: MaskJob): MaskedParts {
    const body = Buffer.from(job.body.buffer, job.body.byteOffset, job.body.byteLength);
    const json = JSON.parse(textOf(body)) as unknown;
    if (!isJsonObject(json)) throw new Error('a body that is no object');
    const layout = layoutOf(body, json, job.dialect);
    if (!layout) throw new Error('a body with a key twice');
    this.mappings.fresh = [];
    const guard = this.guardFor(job);
    const conversation = new Conversation();
    const masked: [number, MaskedPart][] = [];
    let number = 0;
    eachPart(job.dialect, layout, (key, index, kind, range) => {
      const name = { key, index, kind };
      const part = maskPart(guard, job.tenantId, { body, json }, name, range, conversation);
      if (part !== cleanPart) masked.push([number, part]);
      number += 1;
    });
    return {
      layout: packLayout(layout),
      masked,
      mappings: this.mappings.fresh,
    };
  }

  private guardFor({ rules, keys }: MaskJob): Guard {
    const [current] = keys;
    const key = `${rules.key} ${current ? Buffer.from(current).toString('hex') : ''}`;
    let guard = this.guards.get(key);
    if (!guard) {
      if (this.guards.size >= maxGuards) this.guards = new Map();
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
