import { Module } from '@nestjs/common';

import { ProxyModule } from '@codegate/proxy';

import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';

@Module({ imports: [ProxyModule], controllers: [HealthController], providers: [HealthService] })
export class HealthModule {}
