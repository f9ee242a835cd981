export { Directory } from './directory/directory.js';
export type { ProxyAccount, ProxyTenant, Snapshot } from './directory/snapshot.js';
export { LiveModels } from './models/live-models.js';
export { UnsupportedFields, type RefusedField } from './pipeline/unsupported-fields.js';
export { RequestPreview, type PreviewedRequest } from './preview/request-preview.js';
export { ProxyModule } from './proxy.module.js';
export { ProxyServer } from './proxy.server.js';
