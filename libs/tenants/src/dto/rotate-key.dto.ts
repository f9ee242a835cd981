import { IsInt, Max, Min } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';

const thirtyDays = 30 * 86_400;

export class RotateKeyDto {
  /** How long the old key works beside the new one; 0, and when absent, not at all. */
  @IsAbsentOr(IsInt(), Min(0), Max(thirtyDays))
  overlapSeconds?: number;
}
