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

  /** Redirects the browser to the provider. */
  @Get('login')
  @HttpCode(302)
  @ApiFoundResponse({ description: 'Redirect to the provider.' })
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

  /** Callback of the provider: opens a session. Browsers get errors as an HTML page. */
  @Get('callback')
  @HttpCode(302)
  @ApiFoundResponse({ description: 'Redirect to where the login began.' })
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

  /** The single sign-on configuration; 404 when there is none. */
  @Get('settings')
  @Requires('sso:read')
  get(): Promise<SsoDto> {
    return this.settings.get();
  }

  /** Configures single sign-on. The client secret is write-only. */
  @Put('settings')
  @Requires('sso:write')
  replace(@Body() dto: ReplaceSsoDto): Promise<SsoDto> {
    return this.settings.replace(dto);
  }

  /** Removes single sign-on. Its users stay, but cannot log in. */
  @Delete('settings')
  @HttpCode(204)
  @Requires('sso:write')
  delete(): Promise<void> {
    return this.settings.delete();
  }
}
