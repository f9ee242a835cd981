import { ApiProperty } from '@nestjs/swagger';

import { httpStatusOf, type ErrorCode } from '@codegate/kernel';

export class FieldErrorDto {
  field: string;
  message: string;
}

/** A problem as RFC 9457 has it. */
export class ProblemDto {
  /** `urn:codegate:problem:` and the code. */
  type: string;
  title: string;
  status: number;
  detail: string;
  /** Stable name of the problem. */
  @ApiProperty({ enum: Object.keys(httpStatusOf) })
  code: ErrorCode;
  /** The fields at fault; nested ones as `tiers[0].accountId`. */
  errors?: FieldErrorDto[];
}
