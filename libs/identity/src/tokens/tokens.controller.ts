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

  /** The own tokens, or everybody's for who may see users; the newest first. */
  @Get()
  @Requires('tokens:read')
  list(@CurrentActor() actor: Actor, @Query() page: ListQuery): Promise<TokenListDto> {
    return this.tokens.list(actor, page);
  }

  /** Makes a token. It is part of this answer and of no other. */
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

  /** Revokes the token; it stays in the list. */
  @Delete(':id')
  @HttpCode(204)
  @Requires('tokens:write')
  revoke(@CurrentActor() actor: Actor, @Param('id') id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
