export { ApiError, type ErrorCode, type FieldError } from './api-error.js';
export { createClient, type ClientOptions } from './client.js';
export { eachItem } from './each-item.js';
export type { components, operations, paths } from './generated/schema.data.js';
export type { ApiClient, CallOptions, InputOf, OutputOf } from './operation-types.js';

import type { components } from './generated/schema.data.js';

/** What the API speaks of: `Schemas['Account']`. */
export type Schemas = components['schemas'];
