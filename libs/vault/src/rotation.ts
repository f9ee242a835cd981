/** Gives the text to store instead of a stored secret; null when no known key reads it. */
export type ConvertSecret = (stored: string) => string | null;

export type RotationResult = {
  /** Secrets that are now stored under the current key and were not before. */
  readonly reEncrypted: number;
  /** Secrets no known key reads; their text is unchanged. */
  readonly failed: number;
};

/** Passes every stored secret through `convert` and stores what it gives, in one transaction. */
export type ReencryptRows = (convert: ConvertSecret) => Promise<RotationResult>;
