import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';

import { EncryptionDto, RotationDto } from './dto/encryption.dto.js';
import { ProxyKeyDto } from './dto/proxy-key.dto.js';
import { globalSettingsSchema, updateSettingsSchema } from './dto/settings.schema.js';
import { EncryptionService } from './encryption.service.js';
import { SettingsService, type GlobalSettings } from './settings.service.js';

@ApiTags('settings')
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly encryption: EncryptionService,
  ) {}

  /** The settings in force for everybody. */
  @Get()
  @ApiOkResponse({ schema: globalSettingsSchema })
  get(): Promise<GlobalSettings> {
    return this.settings.get();
  }

  /** Sets some settings; null goes back to the default. */
  @Put()
  @ApiBody({ schema: updateSettingsSchema })
  @ApiOkResponse({ schema: globalSettingsSchema })
  put(@Body() body: object): Promise<GlobalSettings> {
    return this.settings.update(body);
  }

  /** The same as PUT. */
  @Patch()
  @ApiBody({ schema: updateSettingsSchema })
  @ApiOkResponse({ schema: globalSettingsSchema })
  patch(@Body() body: object): Promise<GlobalSettings> {
    return this.settings.update(body);
  }

  /** Replaces the key of the proxy. It is part of this answer and of no other. */
  @Post('regenerate-proxy-key')
  @HttpCode(200)
  regenerateProxyKey(): Promise<ProxyKeyDto> {
    return this.settings.regenerateProxyKey();
  }

  /** The keys of the encryption at rest, by fingerprint. */
  @Get('encryption')
  getEncryption(): Promise<EncryptionDto> {
    return this.encryption.get();
  }

  /** Makes a new key and encrypts every stored secret anew. */
  @Post('encryption/rotate-account-key')
  @HttpCode(200)
  rotateAccountKey(): Promise<RotationDto> {
    return this.encryption.rotateAccountKey();
  }
}
