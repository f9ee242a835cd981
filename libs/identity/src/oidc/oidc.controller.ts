import { Body, Controller, Delete, Get, HttpCode, Put, Query, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiTags } from '@nestjs/swagger';

import { AuditState, type IdentifiedRequest, Public, Requires } from '@codegate/access';

import { OidcLoginQuery } from '../dto/oidc-login.dto.js';
import { ReplaceSsoDto, SsoDto } from '../dto/sso.dto.js';
import { SessionCookies, type CookieReply } from '../login/session-cookies.js';
import { OidcService } from './oidc.service.js';
import { SsoSettings } from './sso-settings.js';

type UrlRequest = IdentifiedRequest & { readonly url: string };

@ApiTags('auth')
@Controller('auth/oidc')
@AuditState(SsoSettings)
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    private readonly settings: SsoSettings,
    private readonly cookies: SessionCookies,
  ) {}

  /** Sends the browser to the provider. */
  @Get('login')
  @HttpCode(302)
  @ApiFoundResponse({ description: 'To the provider' })
  @Public()
  async login(
    @Query() { returnTo }: OidcLoginQuery,
    @Req() request: UrlRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    const { url, cookie } = await this.oidc.begin(request, returnTo);
    reply.header('set-cookie', cookie);
    reply.header('location', url);
  }

  /** Where the provider sends the browser back to: opens a session. A browser is told on a page why not. */
  @Get('callback')
  @HttpCode(302)
  @ApiFoundResponse({ description: 'To where the login began' })
  @Public()
  async callback(
    @Req() request: UrlRequest,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<void> {
    const { secret, returnTo, cookie } = await this.oidc.finish(request);
    reply.header('set-cookie', cookie);
    this.cookies.write(request, reply, secret);
    reply.header('location', returnTo);
  }

  /** How single sign-on is set up; 404 when it is not. */
  @Get('settings')
  @Requires('sso:read')
  get(): Promise<SsoDto> {
    return this.settings.get();
  }

  /** Sets single sign-on up. The client secret goes in, never out. */
  @Put('settings')
  @Requires('sso:write')
  replace(@Body() dto: ReplaceSsoDto): Promise<SsoDto> {
    return this.settings.replace(dto);
  }

  /** Ends single sign-on; users who came with it stay, and cannot log in. */
  @Delete('settings')
  @HttpCode(204)
  @Requires('sso:write')
  delete(): Promise<void> {
    return this.settings.delete();
  }
}
