import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { type Actor, CurrentActor, type IdentifiedRequest, SignedIn } from '@codegate/access';

import {
  ConfirmPasswordDto,
  RecoveryCodesDto,
  TotpCodeDto,
  TotpSecretDto,
} from '../dto/totp.dto.js';
import { TotpService } from './totp.service.js';

@ApiTags('auth')
@Controller('auth/totp')
export class TotpController {
  constructor(private readonly totp: TotpService) {}

  /** Starts the setup: returns the secret for the authenticator. */
  @Post('setup')
  @HttpCode(200)
  @SignedIn()
  begin(
    @CurrentActor() actor: Actor,
    @Body() dto: ConfirmPasswordDto,
    @Req() request: IdentifiedRequest,
  ): Promise<TotpSecretDto> {
    return this.totp.begin(actor, dto.password, request);
  }

  /** Completes the setup with a code. From now on every login needs one. */
  @Post('enable')
  @HttpCode(200)
  @SignedIn()
  enable(
    @CurrentActor() actor: Actor,
    @Body() dto: TotpCodeDto,
    @Req() request: IdentifiedRequest,
  ): Promise<RecoveryCodesDto> {
    return this.totp.enable(actor, dto.code, request);
  }

  /** Turns the second factor off. */
  @Post('disable')
  @HttpCode(204)
  @SignedIn()
  disable(
    @CurrentActor() actor: Actor,
    @Body() dto: ConfirmPasswordDto,
    @Req() request: IdentifiedRequest,
  ): Promise<void> {
    return this.totp.disable(actor, dto.password, request);
  }
}
