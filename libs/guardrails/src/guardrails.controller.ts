import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

import { Requires } from '@codegate/access';

import { CustomGuardrailsService } from './custom-guardrails.service.js';
import {
  CreateCustomGuardrailDto,
  CustomGuardrailDto,
  CustomGuardrailListDto,
} from './dto/custom-guardrail.dto.js';
import {
  GuardrailDto,
  GuardrailListDto,
  GuardrailsQuery,
  TestGuardrailsDto,
  TestResultDto,
  UpdateGuardrailDto,
} from './dto/guardrail.dto.js';
import { GuardrailsService } from './guardrails.service.js';

@ApiTags('guardrails')
@Controller('guardrails')
export class GuardrailsController {
  constructor(
    private readonly guardrails: GuardrailsService,
    private readonly custom: CustomGuardrailsService,
  ) {}

  /** The built-in guardrails, their settings, and what they found. */
  @Get()
  @Requires('guardrails:read')
  list(@Query() { tenantId }: GuardrailsQuery): Promise<GuardrailListDto> {
    return this.guardrails.list(tenantId);
  }

  /** Applies the guardrails to a text, as a test. */
  @Post('test')
  @HttpCode(200)
  @Requires('guardrails:read')
  test(@Body() dto: TestGuardrailsDto): Promise<TestResultDto> {
    return this.guardrails.test(dto);
  }

  /** The custom guardrails of this installation. */
  @Get('custom')
  @Requires('guardrails:read')
  listCustom(): Promise<CustomGuardrailListDto> {
    return this.custom.list();
  }

  @Post('custom')
  @Requires('guardrails:write')
  createCustom(@Body() dto: CreateCustomGuardrailDto): Promise<CustomGuardrailDto> {
    return this.custom.create(dto);
  }

  @Put('custom/:id')
  @Requires('guardrails:write')
  replaceCustom(
    @Param('id') id: string,
    @Body() dto: CreateCustomGuardrailDto,
  ): Promise<CustomGuardrailDto> {
    return this.custom.replace(id, dto);
  }

  @Delete('custom/:id')
  @HttpCode(204)
  @Requires('guardrails:write')
  deleteCustom(@Param('id') id: string): Promise<void> {
    return this.custom.delete(id);
  }

  /** Changes a guardrail, globally or for one tenant. Running conversations go on hiding what they hid, unless `applyToRunning` is set. */
  @Put(':id')
  @Requires('guardrails:write')
  update(@Param('id') id: string, @Body() dto: UpdateGuardrailDto): Promise<GuardrailDto> {
    return this.guardrails.update(id, dto);
  }
}
