import { Module } from '@nestjs/common';

import { Directory } from './directory/directory.js';
import { DirectoryReader } from './directory/directory-reader.js';
import { CapabilitiesController } from './models/capabilities.controller.js';
import { CapabilitiesService } from './models/capabilities.service.js';
import { LiveModels } from './models/live-models.js';
import { UnsupportedFields } from './pipeline/adapt/unsupported-fields.js';
import { ConvertPreviewController } from './preview/convert-preview.controller.js';
import { ExplainController } from './preview/explain.controller.js';
import { ExplainService } from './preview/explain.service.js';
import { RequestPreview } from './preview/request-preview.js';
import { ProxyServer } from './proxy.server.js';

/**
 * The proxy on 9212, and the admin routes on 9211 that show what it would do. Its dependencies come from global modules
 * (gateway.module.ts).
 */
@Module({
  controllers: [ExplainController, ConvertPreviewController, CapabilitiesController],
  providers: [
    CapabilitiesService,
    Directory,
    DirectoryReader,
    ExplainService,
    LiveModels,
    ProxyServer,
    RequestPreview,
    UnsupportedFields,
  ],
  exports: [ProxyServer],
})
export class ProxyModule {}
