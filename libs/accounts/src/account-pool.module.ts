import { Global, Module } from '@nestjs/common';

import { AccountsRepository } from '@codegate/database';
import { CLOCK, GatewayError, type Clock } from '@codegate/kernel';
import { HttpClient } from '@codegate/outbound-http';
import { ChangeFeed } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';

import { CredentialStore } from './credentials/credential-store.js';
import { AccountStatusBuffer } from './pipeline/account-status-buffer.js';
import { AccountClient } from './upstream/account-client.js';
import { ModelLists } from './upstream/model-lists.js';

/** The parts of accounts that both the admin API and the proxy use. */
@Global()
@Module({
  providers: [
    { provide: CredentialStore, useFactory: () => new CredentialStore() },
    {
      provide: AccountStatusBuffer,
      inject: [AccountsRepository],
      useFactory: (accounts: AccountsRepository) =>
        new AccountStatusBuffer((outcomes) => accounts.recordOutcomes(outcomes)),
    },
    {
      provide: AccountClient,
      inject: [HttpClient, AccountVault],
      useFactory: (http: HttpClient, vault: AccountVault) => new AccountClient(http, vault),
    },
    {
      provide: ModelLists,
      inject: [AccountsRepository, AccountClient, ChangeFeed, CLOCK],
      useFactory: toModelLists,
    },
  ],
  exports: [CredentialStore, AccountStatusBuffer, AccountClient, ModelLists],
})
export class AccountPoolModule {}

async function toModelLists(
  accounts: AccountsRepository,
  client: AccountClient,
  changes: ChangeFeed,
  clock: Clock,
): Promise<ModelLists> {
  const lists = new ModelLists(async (accountId) => {
    const row = await accounts.find(accountId);
    if (!row) throw new GatewayError('not_found', `There is no account ${accountId}`);
    return await client.listModels(row);
  }, clock);
  await changes.subscribe((changed) => {
    for (const { topic, rowId } of changed) {
      if (topic === 'accounts') lists.forget(rowId ?? undefined);
    }
    return Promise.resolve();
  });
  return lists;
}
