import { Controller, Delete, Get, HttpCode, Param, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import {
  type Actor,
  AuditState,
  CurrentActor,
  type IdentifiedRequest,
  SignedIn,
} from '@codegate/access';
import { ListQuery } from '@codegate/dto';

import { LoginSessionListDto } from '../dto/session.dto.js';
import { KnownDevices } from './known-devices.js';
import { SessionCookies, type CookieReply } from './session-cookies.js';
import { SessionsService } from './sessions.service.js';

@ApiTags('auth')
@Controller('auth/sessions')
@AuditState(SessionsService)
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly cookies: SessionCookies,
    private readonly devices: KnownDevices,
  ) {}

  /** One's own sessions, last used first; empty for API tokens. */
  @Get()
  @SignedIn()
  list(@CurrentActor() actor: Actor, @Query() page: ListQuery): Promise<LoginSessionListDto> {
    return this.sessions.list(actor, page);
  }

  /** Ends one of one's own sessions. Ending the current one is a logout. */
  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  async end(
    @CurrentActor() actor: Actor,
    @Param('id') id: string,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    await this.sessions.end(actor, id);
    if (id !== actor.sessionId) return;
    this.cookies.write(request, reply, '');
    this.devices.forget(request, reply);
  }
}
