import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

import { numberFromText } from './transforms.js';

/** Which page of a list to return. */
export class PageQuery {
  /** Maximum number of items in the response. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;

  /** Number of items to skip. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  offset: number = 0;
}
