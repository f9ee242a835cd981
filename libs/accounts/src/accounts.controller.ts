import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { AccountHealthService } from './account-health.service.js';
import { AccountsService } from './accounts.service.js';
import { AccountHealthDto } from './dto/account-health.dto.js';
import { AccountListDto } from './dto/account-list.dto.js';
import { AccountTestDto } from './dto/account-test.dto.js';
import { AccountDto } from './dto/account.dto.js';
import { CreateAccountDto } from './dto/create-account.dto.js';
import { UpdateAccountDto } from './dto/update-account.dto.js';

@ApiTags('accounts')
@Controller('accounts')
@AuditState(AccountsService)
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly checks: AccountHealthService,
  ) {}

  /** All accounts, highest priority first. */
  @Get()
  @Requires('accounts:read')
  list(@Query() page: ListQuery): Promise<AccountListDto> {
    return this.accounts.list(page);
  }

  @Post()
  @Requires('accounts:write')
  create(@Body() dto: CreateAccountDto): Promise<AccountDto> {
    return this.accounts.create(dto);
  }

  @Get(':id')
  @Requires('accounts:read')
  get(@Param('id') id: string): Promise<AccountDto> {
    return this.accounts.get(id);
  }

  /** Replaces the account; secrets that are not given stay unchanged. */
  @Put(':id')
  @Requires('accounts:write')
  replace(@Param('id') id: string, @Body() dto: CreateAccountDto): Promise<AccountDto> {
    return this.accounts.replace(id, dto);
  }

  @Patch(':id')
  @Requires('accounts:write')
  update(@Param('id') id: string, @Body() dto: UpdateAccountDto): Promise<AccountDto> {
    return this.accounts.update(id, dto);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('accounts:write')
  delete(@Param('id') id: string): Promise<void> {
    return this.accounts.delete(id);
  }

  /** Enables or disables the account. */
  @Post(':id/toggle')
  @HttpCode(200)
  @Requires('accounts:write')
  toggle(@Param('id') id: string): Promise<AccountDto> {
    return this.accounts.toggle(id);
  }

  /** Sends a real request to the provider. The status is 200 whether it succeeds or not. */
  @Post(':id/test')
  @HttpCode(200)
  @Requires('accounts:test')
  test(@Param('id') id: string): Promise<AccountTestDto> {
    return this.checks.test(id);
  }

  /** Whether the account is available now, and why not. */
  @Get(':id/health')
  @Requires('accounts:read')
  health(@Param('id') id: string): Promise<AccountHealthDto> {
    return this.checks.health(id);
  }
}
