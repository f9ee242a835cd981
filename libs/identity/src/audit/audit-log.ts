import { Inject, Injectable } from '@nestjs/common';

import type { Actor } from '@codegate/access';
import { AuditRepository, type AuditEntry } from '@codegate/database';
import {
  CLOCK,
  LOGGER,
  toUtcText,
  type Clock,
  type JsonObject,
  type Logger,
} from '@codegate/kernel';

import { sealEntry } from './chain.js';

export type AuditNote = {
  /** Null for the gateway itself and for unauthenticated requests. */
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name'> | null;
  readonly action: string;
  readonly targetId?: string | null;
  /** The error code; null or absent for a success. */
  readonly reason?: string | null;
  readonly address?: string | null;
  readonly requestId?: string | null;
  readonly before?: JsonObject | null;
  readonly after?: JsonObject | null;
};

type Waiting = { entry: AuditEntry; done: () => void; failed: (error: unknown) => void };

const maxPerWrite = 100;

/** Writes audit events in order. Events that arrive during a write are written together in the next one. */
@Injectable()
export class AuditLog {
  private readonly waiting: Waiting[] = [];
  private isWriting = false;

  constructor(
    private readonly repository: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Resolves when the event is stored, so that no change is confirmed before. */
  async record(note: AuditNote): Promise<void> {
    const entry = toEntry(note, toUtcText(this.clock.now()));
    await new Promise<void>((done, failed) => {
      this.waiting.push({ entry, done, failed });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, maxPerWrite);
      try {
        await this.write(batch.map(({ entry }) => entry));
        for (const { done } of batch) done();
      } catch (error) {
        this.logger.error(
          { err: error, entries: batch.length },
          'audit events could not be stored',
        );
        for (const { failed } of batch) failed(error);
      }
    }
    this.isWriting = false;
  }

  /** The log line is a copy outside of the database. */
  private async write(entries: AuditEntry[]): Promise<void> {
    for (const event of await this.repository.append(entries, sealEntry)) {
      const { seq, action, actorName, targetId, outcome, hash } = event;
      this.logger.info({ seq, action, actor: actorName, targetId, outcome, hash }, 'audit');
    }
  }
}

function toEntry(note: AuditNote, at: string): AuditEntry {
  const { actor, action, targetId, reason = null, address, requestId, before, after } = note;
  return {
    at,
    actorKind: actor?.kind ?? 'nobody',
    actorId: actor?.id ?? null,
    actorName: clean(actor?.name),
    action,
    targetId: clean(targetId),
    outcome: reason === null ? 'success' : 'failure',
    reason,
    address: clean(address),
    requestId: clean(requestId),
    before: before ? JSON.stringify(before) : null,
    after: after ? JSON.stringify(after) : null,
  };
}

/** Text that every database returns unchanged: without halves of surrogate pairs and without NUL. */
function clean(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  return Buffer.from(text.slice(0, 300)).toString().replaceAll('\0', '\ufffd');
}
