import { IsInt, Max, Min } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';

const thirtyDays = 30 * 86_400;

export class RotateKeyDto {
  /** How long the old key still works; it stops at once when 0 or absent. */
  @IsAbsentOr(IsInt(), Min(0), Max(thirtyDays))
  overlapSeconds?: number;
}
