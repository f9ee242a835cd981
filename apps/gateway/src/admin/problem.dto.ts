import { ApiProperty } from '@nestjs/swagger';

import { httpStatusOf, type ErrorCode } from '@codegate/kernel';

export class FieldErrorDto {
  field: string;
  message: string;
}

/** A problem object of RFC 9457. */
export class ProblemDto {
  /** `urn:codegate:problem:` followed by the code. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Stable error code. */
  @ApiProperty({ enum: Object.keys(httpStatusOf) })
  code: ErrorCode;
  /** The invalid fields; the path of a nested field is written `tiers[0].accountId`. */
  errors?: FieldErrorDto[];
}
