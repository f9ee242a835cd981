export class LiveDto {
  status: 'ok';
}

export class ReadyDto {
  status: 'ok' | 'unavailable';
  /** The state of each part: `ok`, or the reason why not. */
  checks: Record<string, string>;
}
