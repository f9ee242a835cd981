import { Controller, Get, Res } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { LiveDto, ReadyDto } from './health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('health')
@ApiSecurity({})
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Whether the process runs. */
  @Get('live')
  live(): LiveDto {
    return { status: 'ok' };
  }

  /** Whether the gateway can serve; 503 when it cannot. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyDto> {
    const state = await this.health.ready();
    reply.status(state.status === 'ok' ? 200 : 503);
    return state;
  }
}
