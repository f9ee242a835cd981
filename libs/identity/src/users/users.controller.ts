import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, AuditState, CurrentActor, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { CreateUserDto, UpdateUserDto, UserDto, UserListDto } from '../dto/user.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller('users')
@AuditState(UsersService)
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Requires('users:read')
  list(@Query() page: ListQuery): Promise<UserListDto> {
    return this.users.list(page);
  }

  @Post()
  @Requires('users:write')
  create(@CurrentActor() actor: Actor, @Body() dto: CreateUserDto): Promise<UserDto> {
    return this.users.create(actor, dto);
  }

  @Get(':id')
  @Requires('users:read')
  get(@Param('id') id: string): Promise<UserDto> {
    return this.users.get(id);
  }

  @Patch(':id')
  @Requires('users:write')
  update(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Body() dto: UpdateUserDto,
  ): Promise<UserDto> {
    return this.users.update(actor, id, dto);
  }

  /** Deletes the user with all sessions and API tokens. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('users:write')
  delete(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.users.delete(actor, id);
  }

  /** Turns off the second factor of a user who has lost it. */
  @Delete(':id/totp')
  @Requires('users:write')
  removeSecondFactor(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<UserDto> {
    return this.users.removeSecondFactor(actor, id);
  }
}
