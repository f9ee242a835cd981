import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, AuditState, CurrentActor, Requires } from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { CreateTokenDto, NewTokenDto, TokenDto, TokenListDto } from '../dto/token.dto.js';
import { TokensService } from './tokens.service.js';

@ApiTags('tokens')
@Controller('tokens')
@AuditState(TokensService)
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  /** One's own API tokens, or all with the permission users:read; newest first. */
  @Get()
  @Requires('tokens:read')
  list(@CurrentActor() actor: Actor, @Query() page: ListQuery): Promise<TokenListDto> {
    return this.tokens.list(actor, page);
  }

  /** Creates an API token. Its secret is only in this response. */
  @Post()
  @Requires('tokens:write')
  create(@CurrentActor() actor: Actor, @Body() dto: CreateTokenDto): Promise<NewTokenDto> {
    return this.tokens.create(actor, dto);
  }

  @Get(':id')
  @Requires('tokens:read')
  get(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<TokenDto> {
    return this.tokens.getVisible(actor, id);
  }

  /** Revokes the token. It stays in the list. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('tokens:write')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
