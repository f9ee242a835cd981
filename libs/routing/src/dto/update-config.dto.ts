import { PartialType } from '@nestjs/swagger';

import { CreateConfigDto } from './create-config.dto.js';

/** What to change; tiers, when given, replace all present ones. */
export class UpdateConfigDto extends PartialType(CreateConfigDto, { skipNullProperties: false }) {}
