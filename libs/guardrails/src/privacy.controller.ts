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

  /** The master switch, and what was found in requests. */
  @Get()
  @Requires('guardrails:read')
  get(): Promise<PrivacyDto> {
    return this.privacy.get();
  }

  /** Turns all guardrails on or off, with immediate effect. */
  @Put()
  @Requires('guardrails:write')
  update(@Body() { enabled }: UpdatePrivacyDto): Promise<PrivacyDto> {
    return this.privacy.update(enabled);
  }

  /** Stored values of tokens that are too short to hold them, masked. */
  @Get('mappings')
  @Requires('guardrails:write')
  mappings(@Query() { limit, offset }: PageQuery): Promise<PrivacyMappingListDto> {
    return this.privacy.listMappings(limit, offset);
  }

  /** Deletes the stored values and the statistics. Tokens of these values cannot be restored any more. */
  @Delete('mappings')
  @Requires('guardrails:write')
  reset(): Promise<DeletedDto> {
    return this.privacy.reset();
  }

  /** Creates a new key for new tokens. Existing tokens can still be restored. */
  @Post('rotate-key')
  @HttpCode(200)
  @Requires('settings:keys')
  rotateKey(): GuardrailKeyDto {
    return this.privacy.rotateKey();
  }
}
