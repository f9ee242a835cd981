import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

import { numberFromText } from './transforms.js';

const limitMessage = { message: 'limit must be a whole number from 1 to 1000' };
const offsetMessage = { message: 'offset must be a whole number, 0 or more' };

/** Which page of a list to return. */
export class PageQuery {
  /** Maximum number of items in the response. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt(limitMessage)
  @Min(1, limitMessage)
  @Max(1000, limitMessage)
  limit: number = 100;

  /** Number of items to skip. */
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt(offsetMessage)
  @Min(0, offsetMessage)
  @Max(Number.MAX_SAFE_INTEGER, offsetMessage)
  offset: number = 0;
}
