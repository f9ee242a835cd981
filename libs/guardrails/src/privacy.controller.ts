import { Body, Controller, Delete, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { AuditState, Requires } from '@codegate/access';
import { PageQuery } from '@codegate/dto';

import {
  DeletedDto,
  GuardrailKeyDto,
  PrivacyDto,
  PrivacyMappingListDto,
  UpdatePrivacyDto,
} from './dto/privacy.dto.js';
import { PrivacyService } from './privacy.service.js';

@ApiTags('privacy')
@Controller('privacy')
@AuditState(PrivacyService)
export class PrivacyController {
  constructor(private readonly privacy: PrivacyService) {}

  /** The master switch and what was found in real traffic. */
  @Get()
  @Requires('guardrails:read')
  get(): Promise<PrivacyDto> {
    return this.privacy.get();
  }

  /** Switches all guardrails on or off; in force at once. */
  @Put()
  @Requires('guardrails:write')
  update(@Body() { enabled }: UpdatePrivacyDto): Promise<PrivacyDto> {
    return this.privacy.update(enabled);
  }

  /** Values behind tokens that are too short to hold them, masked. */
  @Get('mappings')
  @Requires('guardrails:write')
  mappings(@Query() { limit, offset }: PageQuery): Promise<PrivacyMappingListDto> {
    return this.privacy.mappings(limit, offset);
  }

  /** Forgets them, and the statistics. Tokens of these values cannot be restored any more. */
  @Delete('mappings')
  @Requires('guardrails:write')
  reset(): Promise<DeletedDto> {
    return this.privacy.reset();
  }

  /** Mints new tokens under a new key; tokens there are stay restorable. */
  @Post('rotate-key')
  @HttpCode(200)
  @Requires('settings:keys')
  rotateKey(): GuardrailKeyDto {
    return this.privacy.rotateKey();
  }
}
