import { PartialType } from '@nestjs/swagger';

import { CreateAccountDto } from './create-account.dto.js';

/** What to change; null clears a field that may be empty. */
export class UpdateAccountDto extends PartialType(CreateAccountDto, {
  skipNullProperties: false,
}) {}
