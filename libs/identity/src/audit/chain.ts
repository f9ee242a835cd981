import type { AuditEntry, AuditEventRow, AuditLink } from '@codegate/database';
import { sha256Hex } from '@codegate/kernel';

/**
 * Appends an entry to the chain. The hash covers every field and the previous hash, so that changing, removing,
 * adding or moving one event invalidates every later one. It can be recomputed from an export.
 */
export function sealEntry(entry: AuditEntry, before: AuditLink): AuditEventRow {
  const event = { ...entry, seq: before.seq + 1, prevHash: before.hash };
  return { ...event, hash: hashOf(event) };
}

export function hashOf(event: Omit<AuditEventRow, 'hash'>): string {
  return sha256Hex(
    JSON.stringify([
      event.prevHash,
      event.seq,
      event.at,
      event.actorKind,
      event.actorId,
      event.actorName,
      event.action,
      event.targetId,
      event.outcome,
      event.reason,
      event.address,
      event.requestId,
      event.before,
      event.after,
    ]),
  );
}

/** The error in an event that follows the given one; null if there is none. */
export function chainError(event: AuditEventRow, before: AuditLink): string | null {
  if (event.seq !== before.seq + 1)
    return `events ${before.seq + 1} to ${event.seq - 1} are missing`;
  if (event.prevHash !== before.hash) return 'it does not follow the previous event';
  return event.hash === hashOf(event) ? null : 'it was changed';
}
