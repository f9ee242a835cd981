export class LiveDto {
  status: 'ok';
}

export class ReadyDto {
  status: 'ok' | 'unavailable';
  /** Part by part: `ok`, or why not. */
  checks: Record<string, string>;
}
