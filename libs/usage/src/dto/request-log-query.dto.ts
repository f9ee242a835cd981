import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Max, MaxLength, Min, ValidateBy } from 'class-validator';

import { numberFromText } from '@codegate/dto';

import { IsTime } from './is-time.js';

function IsStatusFilter(): PropertyDecorator {
  return ValidateBy({
    name: 'isStatusFilter',
    validator: {
      validate: (value) =>
        value === 'success' ||
        value === 'error' ||
        (Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599),
      defaultMessage: () => '$property must be success, error or an HTTP status',
    },
  });
}

const limitMessage = { message: 'limit must be a whole number from 1 to 200' };

export class RequestLogQueryDto {
  /** First moment, inclusive. */
  @IsOptional()
  @IsTime()
  from?: string;

  /** Last moment, exclusive. */
  @IsOptional()
  @IsTime()
  to?: string;

  /** `success`, `error` or an HTTP status. */
  @ApiPropertyOptional({ type: String, pattern: '^(success|error|[1-5]\\d\\d)$' })
  @Transform(numberFromText)
  @IsOptional()
  @IsStatusFilter()
  status?: 'success' | 'error' | number;

  /**
   * The model that was asked for or answered: its whole name, or the beginning of it and a `*`.
   *
   * @example claude-sonnet-*
   */
  @IsOptional()
  @MaxLength(200)
  model?: string;

  /** An account's id, or part of the name of an account there is. */
  @IsOptional()
  @MaxLength(200)
  account?: string;

  /** A tenant's id. */
  @IsOptional()
  @MaxLength(200)
  tenant?: string;

  /** A tenant key's id. */
  @IsOptional()
  @MaxLength(200)
  key?: string;

  /** A session's id. */
  @IsOptional()
  @MaxLength(200)
  session?: string;

  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt(limitMessage)
  @Min(1, limitMessage)
  @Max(200, limitMessage)
  limit: number = 50;

  /** Ignored with a cursor. */
  @Transform(numberFromText)
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  offset?: number;

  /** nextCursor of the page before. */
  @IsOptional()
  @MaxLength(500)
  cursor?: string;
}

/** Which logs to delete: one of the two has to be given. */
export class DeleteLogsQuery {
  /** Everything older than this moment. */
  @IsOptional()
  @IsTime()
  before?: string;

  /** Everything. */
  @Transform(({ value }: { value: unknown }) =>
    value === 'true' ? true : value === 'false' ? false : value,
  )
  @IsOptional()
  @IsBoolean()
  all?: boolean;
}
