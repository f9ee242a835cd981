import { scryptSync } from 'node:crypto';

import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { ApiTokensRepository } from '@codegate/database';

/** The fingerprint of tokens that were made with an ADMIN_TOKEN nobody knows any more: they never work again. */
const unknownAdminToken = 'unknown';

/** Binds API tokens made with ADMIN_TOKEN to its value: when it is replaced or removed, they stop working. */
@Injectable()
export class AdminTokenBinding implements OnApplicationBootstrap {
  /** Of the current ADMIN_TOKEN; null when there is none. The same in every process with this ADMIN_TOKEN. */
  readonly fingerprint: string | null;

  constructor(
    private readonly config: GatewayConfig,
    private readonly tokens: ApiTokensRepository,
  ) {
    const { adminToken } = config.admin;
    this.fingerprint = adminToken === undefined ? null : fingerprintOf(adminToken);
  }

  /** Earlier versions stored no fingerprint. Their tokens belong to the ADMIN_TOKEN of the first start after them. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.servesAdmin) return;
    await this.tokens.bindToAdminToken(this.fingerprint ?? unknownAdminToken);
  }
}

/** A slow hash, because ADMIN_TOKEN is chosen by a person and the fingerprint is stored. */
function fingerprintOf(adminToken: string): string {
  return scryptSync(adminToken, 'codegate: tokens made with ADMIN_TOKEN', 32).toString('hex');
}
