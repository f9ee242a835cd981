import type { JsonObject } from '@codegate/kernel';

/** One model of `GET /v1/models`. */
export type ModelEntry = {
  id: string;
  displayName: string;
  /** ISO 8601; null when unknown. */
  createdAt: string | null;
  ownedBy: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  /** The entry as Codex expects it, for models whose provider lists them so; null for others. */
  codexEntry: JsonObject | null;
};
