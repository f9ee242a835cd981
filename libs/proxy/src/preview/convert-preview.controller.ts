import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';
import { ConvertedRequestDto, ConvertPreviewDto } from './convert-preview.dto.js';
import { RequestPreview } from './request-preview.js';

@ApiTags('convert')
@Controller('convert')
export class ConvertPreviewController {
  constructor(private readonly preview: RequestPreview) {}

  /** Shows the request an account would get, and what is changed in it. Nothing is sent. */
  @Post('preview')
  @HttpCode(200)
  @Requires('models:read')
  show(@Body() dto: ConvertPreviewDto): ConvertedRequestDto {
    const { accountId, endpoint, request, targetModel } = dto;
    const shown = this.preview.preview(accountId, endpoint, request, targetModel);
    return { ...shown, body: shown.body as object, changes: [...shown.changes] };
  }
}
