import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';
import { ConvertedRequestDto, ConvertPreviewDto } from './convert-preview.dto.js';
import { RequestPreview } from './request-preview.js';

@ApiTags('convert')
@Controller('convert')
export class ConvertPreviewController {
  constructor(private readonly preview: RequestPreview) {}

  /** What an account would be sent for a request, and what would be changed on the way; nothing is sent. */
  @Post('preview')
  @HttpCode(200)
  @Requires('models:read')
  show(@Body() dto: ConvertPreviewDto): ConvertedRequestDto {
    const { accountId, endpoint, request, targetModel } = dto;
    const shown = this.preview.preview(accountId, endpoint, request, targetModel);
    return { ...shown, body: shown.body as object, changes: [...shown.changes] };
  }
}
