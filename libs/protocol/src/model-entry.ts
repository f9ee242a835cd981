/** One model of `GET /v1/models`. */
export type ModelEntry = {
  id: string;
  displayName: string;
  /** ISO 8601; null when unknown. */
  createdAt: string | null;
  ownedBy: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
};
