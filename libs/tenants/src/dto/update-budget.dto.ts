import { PartialType } from '@nestjs/swagger';

import { BudgetRulesDto } from './create-budget.dto.js';

/** The fields to change. The subject of a budget cannot be changed. */
export class UpdateBudgetDto extends PartialType(BudgetRulesDto, { skipNullProperties: false }) {}
