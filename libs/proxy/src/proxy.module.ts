import { Module } from '@nestjs/common';

import { Directory } from './directory/directory.js';
import { LiveModels } from './models/live-models.js';
import { UnsupportedFields } from './pipeline/unsupported-fields.js';
import { RequestPreview } from './preview/request-preview.js';
import { ProxyServer } from './proxy.server.js';

/** Adapter 9212. What it is built from comes from global modules, see gateway.module.ts. */
@Module({
  providers: [Directory, LiveModels, ProxyServer, UnsupportedFields, RequestPreview],
  exports: [Directory, LiveModels, ProxyServer, UnsupportedFields, RequestPreview],
})
export class ProxyModule {}
