import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import {
  type Actor,
  CurrentActor,
  type IdentifiedRequest,
  Public,
  SignedIn,
} from '@codegate/access';
import { UsersRepository, type UserRow } from '@codegate/database';

import { LoginDto } from './dto/login.dto.js';
import { LoginMethodsDto } from './dto/login-methods.dto.js';
import { MeDto, toMeDto } from './dto/me.dto.js';
import { ChangePasswordDto } from './dto/password.dto.js';
import { SetupDto } from './dto/setup.dto.js';
import { KnownDevices } from './login/known-devices.js';
import { LoginService, type LoggedIn } from './login/login.service.js';
import { SessionCookies, type CookieReply } from './login/session-cookies.js';
import { SessionsService } from './login/sessions.service.js';
import { SetupService } from './login/setup.service.js';
import { SsoSettings } from './oidc/sso-settings.js';
import { toUserActor } from './actor-of.js';

@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly logins: LoginService,
    private readonly setups: SetupService,
    private readonly sessions: SessionsService,
    private readonly users: UsersRepository,
    private readonly cookies: SessionCookies,
    private readonly devices: KnownDevices,
    private readonly sso: SsoSettings,
  ) {}

  /** The login methods a login page can offer. */
  @Get('methods')
  @Public()
  async methods(): Promise<LoginMethodsDto> {
    return {
      setupRequired: await this.setups.isRequired(),
      sso: (await this.sso.find()) !== null,
    };
  }

  /** Creates the first owner with the setup link, and logs in. Works once. */
  @Post('setup')
  @HttpCode(200)
  @Public()
  async setup(
    @Body() dto: SetupDto,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<MeDto> {
    return this.withSessionCookie(await this.setups.setUp(dto, request), request, reply);
  }

  /** Opens a session and sets its cookie. 401 with the field `code` when a second factor is needed. */
  @Post('login')
  @HttpCode(200)
  @Public()
  async login(
    @Body() dto: LoginDto,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<MeDto> {
    return this.withSessionCookie(await this.logins.login(dto, request), request, reply);
  }

  /** Ends the session. */
  @Post('logout')
  @HttpCode(204)
  @SignedIn()
  async logout(
    @CurrentActor() actor: Actor,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    if (actor.sessionId !== null) await this.sessions.close(actor.sessionId);
    this.cookies.write(request, reply, '');
    this.devices.forget(request, reply);
  }

  /** The authenticated user or token. */
  @Get('me')
  @SignedIn()
  async me(@CurrentActor() actor: Actor): Promise<MeDto> {
    return toMeDto(actor, actor.kind === 'user' ? await this.userOf(actor) : null);
  }

  /** Changes one's own password; every other session ends. */
  @Post('password')
  @HttpCode(204)
  @SignedIn()
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body() dto: ChangePasswordDto,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    this.cookies.write(request, reply, await this.logins.changePassword(actor, dto, request));
  }

  private withSessionCookie(
    { user, secret }: LoggedIn,
    request: IdentifiedRequest,
    reply: CookieReply,
  ): MeDto {
    this.cookies.write(request, reply, secret);
    this.devices.remember(request, reply, user.id);
    const actor = toUserActor(user, null);
    if (!actor) throw new Error('A user who has just logged in has no actor');
    return toMeDto(actor, user);
  }

  private async userOf(actor: Actor): Promise<UserRow | null> {
    return actor.id === null ? null : await this.users.find(actor.id);
  }
}
