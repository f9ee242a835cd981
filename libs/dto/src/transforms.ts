type Transformed = { value: unknown };

/** Queries are text; what is no number stays as it is, so that validation names it. */
export function numberFromText({ value }: Transformed): unknown {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

/** The original's clients send 0 and 1 for booleans. */
export function flagFromNumber({ value }: Transformed): unknown {
  if (value === 1) return true;
  return value === 0 ? false : value;
}

export function trimmed({ value }: Transformed): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** Empty text means: no value. */
export function nullFromEmpty({ value }: Transformed): unknown {
  return typeof value === 'string' ? value.trim() || null : value;
}
