import { PartialType } from '@nestjs/swagger';

import { CreateTenantKeyDto } from './create-tenant-key.dto.js';

/** What to change; null opens a scope or takes an expiry away. */
export class UpdateTenantKeyDto extends PartialType(CreateTenantKeyDto, {
  skipNullProperties: false,
}) {}
