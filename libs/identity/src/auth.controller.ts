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
    private readonly sso: SsoSettings,
  ) {}

  /** What a login page has to offer. */
  @Get('methods')
  @Public()
  async methods(): Promise<LoginMethodsDto> {
    return {
      setupRequired: await this.setups.isRequired(),
      sso: (await this.sso.find()) !== null,
    };
  }

  /** Makes the first owner, once, with the link of the banner, and logs in. */
  @Post('setup')
  @HttpCode(200)
  @Public()
  async setup(
    @Body() dto: SetupDto,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<MeDto> {
    return this.welcome(await this.setups.setUp(dto, request), request, reply);
  }

  /** Opens a session, which the answer sets as a cookie. 401 naming `code` when a second factor is asked for. */
  @Post('login')
  @HttpCode(200)
  @Public()
  async login(
    @Body() dto: LoginDto,
    @Req() request: IdentifiedRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<MeDto> {
    return this.welcome(await this.logins.login(dto, request), request, reply);
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
  }

  /** Who asks. */
  @Get('me')
  @SignedIn()
  async me(@CurrentActor() actor: Actor): Promise<MeDto> {
    return toMeDto(actor, actor.kind === 'user' ? await this.userOf(actor) : null);
  }

  /** Changes the own password; every other session ends. */
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

  private welcome(
    { user, secret }: LoggedIn,
    request: IdentifiedRequest,
    reply: CookieReply,
  ): MeDto {
    this.cookies.write(request, reply, secret);
    const actor = toUserActor(user, null);
    if (!actor) throw new Error('Whoever has logged in may come in');
    return toMeDto(actor, user);
  }

  private async userOf(actor: Actor): Promise<UserRow | null> {
    return actor.id === null ? null : await this.users.find(actor.id);
  }
}
