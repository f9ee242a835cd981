import { PartialType } from '@nestjs/swagger';

import { CreateAccountDto } from './create-account.dto.js';

/** The fields to change; null removes the value of an optional field. */
export class UpdateAccountDto extends PartialType(CreateAccountDto, {
  skipNullProperties: false,
}) {}
