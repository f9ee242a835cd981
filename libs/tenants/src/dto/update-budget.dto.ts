import { PartialType } from '@nestjs/swagger';

import { BudgetRulesDto } from './create-budget.dto.js';

/** What to change. What a budget is about does not: that would be another budget. */
export class UpdateBudgetDto extends PartialType(BudgetRulesDto, { skipNullProperties: false }) {}
