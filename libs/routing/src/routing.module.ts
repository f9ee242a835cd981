import { Module } from '@nestjs/common';

import { RoutingConfigsController } from './routing-configs.controller.js';
import { RoutingConfigsService } from './routing-configs.service.js';

@Module({ controllers: [RoutingConfigsController], providers: [RoutingConfigsService] })
export class RoutingModule {}
