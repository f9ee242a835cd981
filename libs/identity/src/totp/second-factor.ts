import { Inject, Injectable } from '@nestjs/common';

import { UsersRepository, type UserRow } from '@codegate/database';
import { CLOCK, sha256Hex, type Clock } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

import { stepOf } from './totp.js';

/** Verifies the second factor of a login. Each code works once. */
@Injectable()
export class SecondFactor {
  constructor(
    private readonly users: UsersRepository,
    private readonly vault: AccountVault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param code of the authenticator, or a recovery code; spaces and dashes are ignored */
  async accepts(user: UserRow, code: string): Promise<boolean> {
    const text = code.replaceAll(/[\s-]/g, '').toLowerCase();
    if (!/^\d{6}$/.test(text)) {
      return await this.users.takeRecoveryCode(user.id, sha256Hex(text));
    }
    return await this.acceptsCode(user, text);
  }

  async acceptsCode(user: UserRow, code: string): Promise<boolean> {
    const stored = this.vault.tryDecrypt(user.totpSecretEnc);
    if (!('secret' in stored) || stored.secret === null) return false;
    const step = stepOf(stored.secret, code, this.clock.now());
    return step !== null && (await this.users.takeTotpStep(user.id, step));
  }
}
