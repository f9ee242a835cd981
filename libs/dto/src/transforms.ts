type Transformed = { value: unknown };

/** Converts numeric text of a query to a number. Other values stay unchanged, so that validation reports them. */
export function numberFromText({ value }: Transformed): unknown {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

/** Clients of the original CodeGate send 0 and 1 for booleans. */
export function flagFromNumber({ value }: Transformed): unknown {
  if (value === 1) return true;
  return value === 0 ? false : value;
}

export function trimmed({ value }: Transformed): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** Trims text; empty text becomes null. */
export function nullFromEmpty({ value }: Transformed): unknown {
  return typeof value === 'string' ? value.trim() || null : value;
}
