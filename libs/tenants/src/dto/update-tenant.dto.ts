import { PartialType } from '@nestjs/swagger';

import { CreateTenantDto } from './create-tenant.dto.js';

/** The fields to change; null for configId selects the active config. */
export class UpdateTenantDto extends PartialType(CreateTenantDto, { skipNullProperties: false }) {}
