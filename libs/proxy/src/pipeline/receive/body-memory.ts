import { getHeapStatistics } from 'node:v8';

import type { GatewayConfig } from '@codegate/config';
import { GatewayError } from '@codegate/kernel';

const mib = 1024 * 1024;
/** Requests up to this size are still taken when large ones have used up what they may take. */
const smallBytes = mib;
/** Part of each limit that is kept for small requests. */
const keptForSmall = 0.25;
const retryAfterMs = 2_000;

/** Of the heap, which also holds what bodies are parsed to and everything else. */
const partOfHeap = 0.25;

export type BodyMemoryLimits = {
  /** Bytes of all requests in work. */
  readonly totalBytes: number;
  /** Bytes of the requests of one tenant in work. */
  readonly tenantBytes: number;
};

/** The configured limits, lowered where the heap of this process is small. */
export function bodyMemoryLimits({
  limits: { maxBodiesMb, maxBodiesPerTenantMb },
}: Pick<GatewayConfig, 'limits'>): BodyMemoryLimits {
  const ofHeap = getHeapStatistics().heap_size_limit * partOfHeap;
  const totalBytes = Math.min(maxBodiesMb * mib, ofHeap);
  return { totalBytes, tenantBytes: Math.min(maxBodiesPerTenantMb * mib, totalBytes) };
}

/**
 * Counts the memory that the bodies of requests in work take, of the process and of each tenant, so that neither a
 * flood of large bodies nor one tenant can take all of it.
 */
export class BodyMemory {
  private totalBytes = 0;
  private readonly tenants = new Map<string, number>();

  constructor(readonly limits: BodyMemoryLimits) {}

  /** Memory of one request, which holds nothing yet. */
  open(tenantId: string | null): HeldMemory {
    return new HeldMemory(this, tenantId ?? '');
  }

  /** Bytes held by all requests. */
  get bytes(): number {
    return this.totalBytes;
  }

  /** Bytes held by the requests of a tenant. */
  bytesOf(tenantId: string): number {
    return this.tenants.get(tenantId) ?? 0;
  }

  /** @throws GatewayError `rate_limited` that names the limit, when there is no room for so many more bytes */
  check(tenantId: string, bytes: number, held: number): void {
    const part = held + bytes > smallBytes ? 1 - keptForSmall : 1;
    const ofTenant = this.bytesOf(tenantId);
    // A tenant with a single large request is always served.
    if (ofTenant + bytes > this.limits.tenantBytes * part && ofTenant > held) {
      throw tooMuch('of this tenant ', this.limits.tenantBytes);
    }
    if (this.totalBytes + bytes > this.limits.totalBytes * part && this.totalBytes > held) {
      throw tooMuch('', this.limits.totalBytes);
    }
  }

  take(tenantId: string, bytes: number): void {
    this.totalBytes += bytes;
    this.tenants.set(tenantId, this.bytesOf(tenantId) + bytes);
  }

  giveBack(tenantId: string, bytes: number): void {
    this.totalBytes -= bytes;
    const left = this.bytesOf(tenantId) - bytes;
    if (left > 0) this.tenants.set(tenantId, left);
    else this.tenants.delete(tenantId);
  }
}

/** What one request holds. */
export class HeldMemory {
  private held = 0;

  constructor(
    private readonly memory: BodyMemory,
    private readonly tenantId: string,
  ) {}

  /**
   * Counts more bytes as held.
   *
   * @throws GatewayError `rate_limited` that names the limit; then nothing more is held
   */
  take(bytes: number): void {
    this.check(bytes);
    this.memory.take(this.tenantId, bytes);
    this.held += bytes;
  }

  /**
   * Whether there is room for more bytes, which are not held yet: those of a body that has been announced only.
   *
   * @throws GatewayError `rate_limited` that names the limit
   */
  check(bytes: number): void {
    this.memory.check(this.tenantId, bytes, this.held);
  }

  /** Gives everything back; may be called more than once. */
  close(): void {
    if (this.held === 0) return;
    this.memory.giveBack(this.tenantId, this.held);
    this.held = 0;
  }
}

function tooMuch(whose: string, bytes: number): GatewayError {
  const message = `The requests ${whose}in progress hold ${Math.floor(bytes / mib)} MiB of bodies, which is the limit`;
  return new GatewayError('rate_limited', message, { retryAfterMs });
}
