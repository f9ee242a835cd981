import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

import { numberFromText } from './transforms.js';

/** Which part of a list to answer. */
export class PageQuery {
  /** Most items in the answer. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;

  /** Items to leave out at the beginning. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt()
  @Min(0)
  offset: number = 0;
}
