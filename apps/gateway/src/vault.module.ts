import { Global, Module } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { AccountsRepository, TenantsRepository } from '@codegate/database';
import { LOGGER, type Logger } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

/** The keys of stored secrets. An interrupted rotation is completed before any secret is read. */
@Global()
@Module({
  providers: [
    {
      provide: AccountVault,
      inject: [GatewayConfig, AccountsRepository, TenantsRepository, LOGGER],
      useFactory: openVault,
    },
  ],
  exports: [AccountVault],
})
export class VaultModule {}

async function openVault(
  config: GatewayConfig,
  accounts: AccountsRepository,
  tenants: TenantsRepository,
  logger: Logger,
): Promise<AccountVault> {
  const { accountKey, masterKey } = config.keys;
  const vault = AccountVault.open({ dataDir: config.storage.dataDir, accountKey, masterKey });
  if (vault.pendingRotation) {
    const result = await vault.finishRotation((convert) => accounts.reencryptSecrets(convert));
    logger.info(result, 'interrupted rotation of the account key completed');
  }
  const encrypted = await tenants.encryptClearKeys((key) => vault.encrypt(key));
  if (encrypted > 0)
    logger.info({ encrypted }, 'tenant keys that were stored as plain text are encrypted now');
  return vault;
}
