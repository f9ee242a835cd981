import { Injectable } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { AccountsRepository, TenantKeysRepository, TenantsRepository } from '@codegate/database';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault, readGuardrailKey } from '@codegate/vault';

import type { EncryptionDto, RotationDto } from './dto/encryption.dto.js';

/** The encryption keys of stored secrets. */
@Injectable()
export class EncryptionService {
  constructor(
    private readonly vault: AccountVault,
    private readonly accounts: AccountsRepository,
    private readonly tenants: TenantsRepository,
    private readonly keys: TenantKeysRepository,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
  ) {}

  async get(): Promise<EncryptionDto> {
    const { fingerprint, source } = readGuardrailKey({
      dataDir: this.config.storage.dataDir,
      guardrailKey: this.config.keys.guardrailKey,
    });
    return {
      accountKey: { fingerprint: this.vault.fingerprint, source: this.vault.source },
      guardrailKey: { fingerprint, source },
      decryptErrors: await this.countUnreadable(),
    };
  }

  /** @throws GatewayError `conflict` when the key comes from the environment */
  async rotateAccountKey(): Promise<RotationDto> {
    try {
      const result = await this.vault.rotate((convert) => this.accounts.reencryptSecrets(convert));
      return { fingerprint: this.vault.fingerprint, ...result };
    } finally {
      await this.changes.applyRecorded();
    }
  }

  private async countUnreadable(): Promise<number> {
    const [accounts, tenants, keys] = await Promise.all([
      this.accounts.list(),
      this.tenants.list(),
      this.keys.list(),
    ]);
    const stored = [
      ...accounts.flatMap(({ apiKeyEnc, refreshTokenEnc }) => [apiKeyEnc, refreshTokenEnc]),
      ...tenants.map(({ apiKeyEnc }) => apiKeyEnc),
      ...keys.map(({ keyEnc }) => keyEnc),
    ];
    return stored.filter((text) => 'unreadable' in this.vault.tryDecrypt(text)).length;
  }
}
