/** Edits that lower every output limit above `limit` tokens to it. */
export function lowerLimits(
  outputLimits: readonly { field: string; tokens: number }[],
  limit: number,
): Record<string, string> {
  const edits: Record<string, string> = {};
  for (const { field, tokens } of outputLimits) {
    if (tokens > limit) edits[field] = String(limit);
  }
  return edits;
}
