import type { JsonObject } from '@codegate/kernel';
import type { Dialect } from '@codegate/protocol';

import {
  createEngine,
  EngineCache,
  type Engine,
  type MappingStore,
  type Restoring,
  type TextKind,
} from '../engine/index.js';
import type { Rules } from './rules.js';

/** Restores one text field of a stream, delta by delta. */
export type FieldRestorer = {
  /** Takes the next delta; returns the text that can be sent now. */
  push(delta: string): string;
  /** The field is complete; returns the rest of its text. */
  end(): string;
};

/** Applies one set of rules. Tokens are made with the current key, and read with all keys there have been. */
export class Guard {
  private readonly engine: Engine;
  /** Engines of the older keys, for restoring only. */
  private readonly older: readonly Engine[];

  /**
   * @param keys the current one first
   * @param cache shared by the guards of a thread
   */
  constructor(
    rules: Rules,
    keys: readonly Buffer[],
    mappings: MappingStore,
    cache = new EngineCache(),
  ) {
    const [current, ...before] = keys;
    if (!current) throw new Error('A guard needs at least one key');
    this.engine = createEngine({ ...rules, key: current, mappings, cache });
    this.older = before.map((key) => createEngine({ key, guardrails: [], mappings, cache }));
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

  /** Runs work that anonymizes with this guard until a time limit. Returns null when the work was given up. */
  limited<Result>(limitMs: number, work: () => Result): Result | null {
    return this.engine.limited(limitMs, work);
  }

  restoreText(tenantId: string, text: string, restoring?: Restoring): string {
    return this.older.reduce(
      (restored, engine) => engine.restoreText(tenantId, restored, restoring),
      this.engine.restoreText(tenantId, text, restoring),
    );
  }

  restoreBody(
    tenantId: string,
    dialect: Dialect,
    body: JsonObject,
    restoring?: Restoring,
  ): JsonObject {
    return this.older.reduce(
      (restored, engine) => engine.restoreBody(tenantId, dialect, restored, restoring),
      this.engine.restoreBody(tenantId, dialect, body, restoring),
    );
  }

  fieldRestorer(tenantId: string, kind: TextKind, restoring?: Restoring): FieldRestorer {
    return this.older
      .map((engine): FieldRestorer => engine.streamRestorer(tenantId, kind, restoring))
      .reduce(chain, this.engine.streamRestorer(tenantId, kind, restoring));
  }
}

function chain(first: FieldRestorer, second: FieldRestorer): FieldRestorer {
  return {
    push: (delta) => second.push(first.push(delta)),
    end: () => second.push(first.end()) + second.end(),
  };
}
