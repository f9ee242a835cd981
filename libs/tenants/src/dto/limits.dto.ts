import { IsInt, Max, Min } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';

/** How much somebody may ask for; 0, and when absent, is unlimited. */
export class LimitsDto {
  /** Requests per minute. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  rateLimit?: number;

  /** Tokens per minute: fresh input, cache writes and output. */
  @IsAbsentOr(IsInt(), Min(0), Max(2_000_000_000))
  tokensPerMinute?: number;

  /** Requests under way at once. */
  @IsAbsentOr(IsInt(), Min(0), Max(1_000_000))
  maxConcurrent?: number;
}
