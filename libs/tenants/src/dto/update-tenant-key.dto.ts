import { PartialType } from '@nestjs/swagger';

import { CreateTenantKeyDto } from './create-tenant-key.dto.js';

/** The fields to change; null removes a restriction or the expiry. */
export class UpdateTenantKeyDto extends PartialType(CreateTenantKeyDto, {
  skipNullProperties: false,
}) {}
