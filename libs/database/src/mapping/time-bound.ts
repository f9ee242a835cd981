/**
 * A time to compare stored times with. The original writes no milliseconds, and `…:37` sorts before `…:37.000`:
 * without its zeros the bound includes, or excludes, both forms alike.
 */
export function toTimeBound(utcText: string): string {
  return utcText.endsWith('.000') ? utcText.slice(0, -4) : utcText;
}
