import { PartialType } from '@nestjs/swagger';

import { CreateTenantDto } from './create-tenant.dto.js';

/** What to change; null gives configId up. */
export class UpdateTenantDto extends PartialType(CreateTenantDto, { skipNullProperties: false }) {}
