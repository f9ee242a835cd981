import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, AuditState, CurrentActor, Requires } from '@codegate/access';

import { BudgetsService } from './budgets.service.js';
import { BudgetQuery } from './dto/budget-query.dto.js';
import { BudgetDto, BudgetListDto } from './dto/budget.dto.js';
import { CreateBudgetDto } from './dto/create-budget.dto.js';
import { UpdateBudgetDto } from './dto/update-budget.dto.js';

@ApiTags('budgets')
@Controller('budgets')
@AuditState(BudgetsService)
export class BudgetsController {
  constructor(private readonly budgets: BudgetsService) {}

  @Get()
  @Requires('tenants:read')
  list(@CurrentActor() actor: Actor, @Query() query: BudgetQuery): Promise<BudgetListDto> {
    return this.budgets.list(query, actor);
  }

  /** Creates a budget for a tenant, a key or an account. Spending of the current period counts. */
  @Post()
  @Requires('tenants:write')
  create(@Body() dto: CreateBudgetDto): Promise<BudgetDto> {
    return this.budgets.create(dto);
  }

  @Get(':id')
  @Requires('tenants:read')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<BudgetDto> {
    return this.budgets.show(id, actor);
  }

  @Patch(':id')
  @Requires('tenants:write')
  update(@Param('id') id: string, @Body() dto: UpdateBudgetDto): Promise<BudgetDto> {
    return this.budgets.update(id, dto);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('tenants:write')
  delete(@Param('id') id: string): Promise<void> {
    return this.budgets.delete(id);
  }
}
