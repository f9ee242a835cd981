import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import type { Actor, IdentifiedRequest } from '@codegate/access';
import { UsersRepository, type UserRow } from '@codegate/database';
import { CLOCK, GatewayError, randomHex, sha256Hex, toUtcText, type Clock } from '@codegate/kernel';
import { AccountVault } from '@codegate/vault';

import type { RecoveryCodesDto, TotpSecretDto } from '../dto/totp.dto.js';
import { LoginService, sessionSubject } from '../login/login.service.js';
import { SecondFactor } from './second-factor.js';
import { toBase32, toOtpauthUrl } from './totp.js';

const secretBytes = 20;
const recoveryCodes = 10;

/** Turns one's own second factor on and off. */
@Injectable()
export class TotpService {
  constructor(
    private readonly users: UsersRepository,
    private readonly vault: AccountVault,
    private readonly logins: LoginService,
    private readonly factor: SecondFactor,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Creates a secret for the authenticator. It is used after a code of it has been confirmed. */
  async begin(actor: Actor, password: string, request: IdentifiedRequest): Promise<TotpSecretDto> {
    const user = await this.logins.confirm(actor, password, request, 'password');
    if (user.totpEnabled) throw new GatewayError('conflict', 'The second factor is already on');
    const secret = toBase32(randomBytes(secretBytes));
    await this.save(user, {
      totpSecretEnc: this.vault.encrypt(secret),
      totpLastStep: null,
      recoveryCodes: [],
    });
    return { secret, otpauthUrl: toOtpauthUrl(secret, user.name) };
  }

  /** @returns the recovery codes; only their hashes are stored */
  async enable(actor: Actor, code: string, request: IdentifiedRequest): Promise<RecoveryCodesDto> {
    const user = await this.find(actor);
    if (user.totpEnabled) throw new GatewayError('conflict', 'The second factor is already on');
    this.logins.refuseGuessing(sessionSubject(actor, user.id, request));
    if (!(await this.factor.acceptsCode(user, code))) {
      throw new GatewayError('invalid_request', 'The code is wrong', { field: 'code' });
    }
    const codes = Array.from({ length: recoveryCodes }, () => randomHex(8));
    await this.save(user, { totpEnabled: true, recoveryCodes: codes.map((one) => sha256Hex(one)) });
    return { recoveryCodes: codes.map(toReadable) };
  }

  async disable(actor: Actor, password: string, request: IdentifiedRequest): Promise<void> {
    const user = await this.logins.confirm(actor, password, request, 'password');
    await this.save(user, {
      totpSecretEnc: null,
      totpEnabled: false,
      totpLastStep: null,
      recoveryCodes: [],
    });
  }

  private async find(actor: Actor): Promise<UserRow> {
    const user = actor.kind === 'user' && actor.id ? await this.users.find(actor.id) : null;
    if (!user) throw new GatewayError('conflict', 'Only a user has a second factor');
    return user;
  }

  private async save(user: UserRow, patch: Partial<UserRow>): Promise<void> {
    await this.users.update(user.id, { ...patch, updatedAt: toUtcText(this.clock.now()) });
  }
}

function toReadable(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-');
}
