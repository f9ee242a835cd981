import { IsIn, IsOptional, MaxLength } from 'class-validator';

import type { BudgetRow } from '@codegate/database';
import { ListQuery } from '@codegate/dto';

import { budgetScopes } from './create-budget.dto.js';

export class BudgetQuery extends ListQuery {
  @IsOptional()
  @IsIn(budgetScopes)
  scope?: BudgetRow['scope'];

  /** Id of a tenant, a key or an account. */
  @IsOptional()
  @MaxLength(200)
  subject?: string;
}
