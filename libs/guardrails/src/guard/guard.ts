import type { JsonObject } from '@codegate/kernel';

import {
  createEngine,
  type Dialect,
  type Engine,
  type MappingStore,
  type Replacements,
  type TextKind,
} from '../engine/index.js';
import type { Rules } from './rules.js';

/** Restores one text field of a stream, as its pieces come. */
export type FieldRestorer = {
  /** What may go out now. */
  push(delta: string): string;
  /** The rest; the field is complete. */
  end(): string;
};

/** One set of rules at work. Tokens are minted under the current key and read under all keys there ever were. */
export class Guard {
  private readonly engine: Engine;
  /** Only for reading. */
  private readonly older: readonly Engine[];

  constructor(rules: Rules, keys: readonly Buffer[], mappings: MappingStore) {
    const [current, ...before] = keys;
    if (!current) throw new Error('a guard needs a key');
    this.engine = createEngine({ ...rules, key: current, mappings });
    this.older = before.map((key) => createEngine({ key, guardrails: [], mappings }));
  }

  anonymizeText(tenantId: string, text: string): ReturnType<Engine['anonymizeText']> {
    return this.engine.anonymizeText(tenantId, text);
  }

  anonymizeBody(
    tenantId: string,
    dialect: Dialect,
    body: JsonObject,
  ): ReturnType<Engine['anonymizeBody']> {
    return this.engine.anonymizeBody(tenantId, dialect, body);
  }

  anonymizePart(...args: Parameters<Engine['anonymizePart']>): ReturnType<Engine['anonymizePart']> {
    return this.engine.anonymizePart(...args);
  }

  restoreText(tenantId: string, text: string, own?: Replacements): string {
    return this.older.reduce(
      (restored, engine) => engine.restoreText(tenantId, restored),
      this.engine.restoreText(tenantId, text, own),
    );
  }

  restoreBody(
    tenantId: string,
    dialect: Dialect,
    body: JsonObject,
    own?: Replacements,
  ): JsonObject {
    return this.older.reduce(
      (restored, engine) => engine.restoreBody(tenantId, dialect, restored),
      this.engine.restoreBody(tenantId, dialect, body, own),
    );
  }

  fieldRestorer(tenantId: string, kind: TextKind, own?: Replacements): FieldRestorer {
    return this.older
      .map((engine): FieldRestorer => engine.streamRestorer(tenantId, kind))
      .reduce(chain, this.engine.streamRestorer(tenantId, kind, own));
  }
}

function chain(first: FieldRestorer, second: FieldRestorer): FieldRestorer {
  return {
    push: (delta) => second.push(first.push(delta)),
    end: () => second.push(first.end()) + second.end(),
  };
}
