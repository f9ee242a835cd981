import { IsInt, Max, Min } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';

/** Limits of a tenant or a key; 0 or absent is unlimited. */
export class LimitsDto {
  /** Requests per minute. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  rateLimit?: number;

  /** Tokens per minute: uncached input, cache writes and output. */
  @IsAbsentOr(IsInt(), Min(0), Max(2_000_000_000))
  tokensPerMinute?: number;

  /** Maximum number of concurrent requests. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  maxConcurrent?: number;
}
