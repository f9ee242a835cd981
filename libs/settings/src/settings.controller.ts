import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { type Actor, AuditState, CurrentActor, Requires } from '@codegate/access';

import { EncryptionDto, RotationDto } from './dto/encryption.dto.js';
import { ProxyKeyDto } from './dto/proxy-key.dto.js';
import {
  changedSettingsSchema,
  globalSettingsSchema,
  updateSettingsSchema,
} from './dto/settings.schema.js';
import { EncryptionService } from './encryption.service.js';
import { SettingsService, type ChangedSettings, type GlobalSettings } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
@AuditState(SettingsService)
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly encryption: EncryptionService,
  ) {}

  /** The global settings. */
  @Get()
  @ApiOkResponse({ schema: globalSettingsSchema })
  @Requires('settings:read')
  get(): Promise<GlobalSettings> {
    return this.settings.get();
  }

  /** Changes the given settings; null restores the default. */
  @Put()
  @ApiBody({ schema: updateSettingsSchema })
  @ApiOkResponse({ schema: changedSettingsSchema })
  @Requires('settings:write')
  put(@CurrentActor() actor: Actor, @Body() body: object): Promise<ChangedSettings> {
    return this.settings.update(actor, body);
  }

  /** The same as PUT. */
  @Patch()
  @ApiBody({ schema: updateSettingsSchema })
  @ApiOkResponse({ schema: changedSettingsSchema })
  @Requires('settings:write')
  patch(@CurrentActor() actor: Actor, @Body() body: object): Promise<ChangedSettings> {
    return this.settings.update(actor, body);
  }

  /** Replaces the proxy API key. The key is only in this response. */
  @Post('regenerate-proxy-key')
  @HttpCode(200)
  @Requires('settings:keys')
  regenerateProxyKey(): Promise<ProxyKeyDto> {
    return this.settings.regenerateProxyKey();
  }

  /** The encryption keys of stored secrets, by fingerprint. */
  @Get('encryption')
  @Requires('settings:read')
  getEncryption(): Promise<EncryptionDto> {
    return this.encryption.get();
  }

  /** Creates a new key and re-encrypts every stored secret. */
  @Post('encryption/rotate-account-key')
  @HttpCode(200)
  @Requires('settings:keys')
  rotateAccountKey(): Promise<RotationDto> {
    return this.encryption.rotateAccountKey();
  }
}
