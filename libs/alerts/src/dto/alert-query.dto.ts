import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, MaxLength } from 'class-validator';

import { ListQuery } from '@codegate/dto';

export class AlertQuery extends ListQuery {
  @IsOptional()
  @MaxLength(200)
  budget?: string;

  /** Whether the alert has been acknowledged. */
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsOptional()
  @IsBoolean()
  acknowledged?: boolean;
}
