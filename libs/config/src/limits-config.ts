import { IsInt, Max, Min } from 'class-validator';

import { Env } from './fields.js';

const maxMb = 1024 * 1024;

/** Limits of the proxy on the memory that callers and providers can make it use. */
export class LimitsConfig {
  @Env(
    'MAX_BODY_VALUES',
    'integer',
    'Most JSON values (objects, lists, texts, numbers) in a request body; more are refused with 413',
  )
  @IsInt()
  @Min(1_000)
  @Max(100_000_000)
  maxBodyValues = 1_000_000;

  @Env(
    'MAX_BODIES_MB',
    'integer',
    'Bodies of all requests in progress together, in MiB; at most a quarter of the heap. More is refused with 429',
  )
  @IsInt()
  @Min(1)
  @Max(maxMb)
  maxBodiesMb = 512;

  @Env(
    'MAX_BODIES_PER_TENANT_MB',
    'integer',
    'Bodies of all requests of one tenant in progress together, in MiB; a single request is always accepted',
  )
  @IsInt()
  @Min(1)
  @Max(maxMb)
  maxBodiesPerTenantMb = 128;

  @Env(
    'MAX_RESPONSE_MB',
    'integer',
    'Largest response of a provider that is not a stream, unpacked, in MiB',
  )
  @IsInt()
  @Min(1)
  @Max(1024)
  maxResponseMb = 64;

  @Env(
    'CLIENT_READ_TIMEOUT_MS',
    'integer',
    'Longest time in which a client takes nothing of a response that waits for it; then its connection is closed',
  )
  @IsInt()
  @Min(1)
  @Max(24 * 60 * 60 * 1000)
  clientReadTimeoutMs = 60_000;
}
