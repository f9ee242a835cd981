import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { Public } from '@codegate/access';

import { LiveDto, ReadyDto } from './health.dto.js';
import { HealthService } from './health.service.js';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  /** Liveness: whether the process runs. */
  @Get('live')
  @Public()
  live(): LiveDto {
    return { status: 'ok' };
  }

  /** Readiness: whether the gateway can serve requests; 503 when it cannot. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyDto> {
    const state = await this.health.ready();
    reply.status(state.status === 'ok' ? 200 : 503);
    return state;
  }
}
