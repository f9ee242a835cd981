import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { GatewayError } from '@codegate/kernel';

import { Database } from '../database.js';
import { User, UserSession } from '../entities/index.js';
import type { NewUser, UserPatch, UserRow } from '../identity-rows.js';
import { readUser } from '../mapping/read-identity-rows.js';
import type { ListRequest, Page } from '../lists.js';
import { rawRows } from '../mapping/raw-row.js';
import { readAll } from '../mapping/read-rows.js';
import { toFlag } from '../mapping/write-values.js';
import { readPage, type ListOptions } from './read-page.js';

const taken = 'There is a user with this name or e-mail address already';

/** Names that differ in case or in the spelling of the same letters are the same name. */
export function toNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}

const listOptions: ListOptions = {
  searchIn: ['u.name', 'u.email'],
  sortBy: { name: 'u.nameKey', createdAt: 'u.createdAt', lastLoginAt: 'u.lastLoginAt' },
  order: [['u.nameKey', 'ASC']],
  key: 'u.id',
};

@Injectable()
export class UsersRepository {
  constructor(private readonly database: Database) {}

  async list(): Promise<UserRow[]> {
    const rows = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(User, 'u').orderBy('u.nameKey')),
    );
    return readAll('users', rows, readUser, this.database.logger);
  }

  /** By name. */
  async page(list: ListRequest): Promise<Page<UserRow>> {
    const { rows, total } = await this.database.read((manager) => {
      const query = manager.createQueryBuilder(User, 'u');
      return readPage(query, list, listOptions);
    });
    return { items: readAll('users', rows, readUser, this.database.logger), total };
  }

  /** Whether there is an owner who may come in. */
  async hasOwner(): Promise<boolean> {
    return (await this.database.read(countOwners)) > 0;
  }

  async find(id: string): Promise<UserRow | null> {
    return await this.findWhere('u.id = :id', { id });
  }

  /** @param login a name or an e-mail address, in any case; a name comes first */
  async findByLogin(login: string): Promise<UserRow | null> {
    const key = toNameKey(login);
    const byName = await this.findWhere('u.nameKey = :key', { key });
    return byName ?? (await this.findWhere('u.email = :key', { key }));
  }

  async findBySso(issuer: string, subject: string): Promise<UserRow | null> {
    return await this.findWhere('u.ssoIssuer = :issuer AND u.ssoSubject = :subject', {
      issuer,
      subject,
    });
  }

  async insert(row: NewUser): Promise<void> {
    await this.database.write(async (manager) => {
      await manager.insert(User, toColumns(row));
    }, taken);
  }

  /** Of two that come at once, one is refused: there is one first owner. */
  async insertFirstOwner(row: NewUser): Promise<void> {
    await this.database.write(async (manager) => {
      if (!this.database.sqlite) await manager.query('LOCK TABLE "users" IN EXCLUSIVE MODE');
      if ((await countOwners(manager)) > 0) {
        throw new GatewayError('conflict', 'The gateway has been set up already');
      }
      await manager.insert(User, toColumns(row));
    }, taken);
  }

  /**
   * @param keepsOwner refuse with `conflict` when no enabled owner would be left
   * @returns whether there is such a user
   */
  async update(id: string, patch: UserPatch, keepsOwner = false): Promise<boolean> {
    return await this.database.write(async (manager) => {
      if (!this.database.sqlite) await manager.query('LOCK TABLE "users" IN EXCLUSIVE MODE');
      const result = await manager.update(User, { id }, toColumns(patch));
      if (keepsOwner) refuseNoOwner(await countOwners(manager));
      return (result.affected ?? 0) > 0;
    }, taken);
  }

  /**
   * With sessions and tokens.
   *
   * @param keepsOwner refuse with `conflict` when no enabled owner would be left
   */
  async delete(id: string, keepsOwner: boolean): Promise<boolean> {
    return await this.database.write(async (manager) => {
      if (!this.database.sqlite) await manager.query('LOCK TABLE "users" IN EXCLUSIVE MODE');
      await manager.delete(UserSession, { userId: id });
      const result = await manager.delete(User, { id });
      if (keepsOwner) refuseNoOwner(await countOwners(manager));
      return (result.affected ?? 0) > 0;
    });
  }

  /**
   * Takes a code of a time step: true once, false for everybody who comes with the same or an older one.
   */
  async takeTotpStep(id: string, step: number): Promise<boolean> {
    return await this.database.write(async (manager) => {
      const result = await manager
        .createQueryBuilder()
        .update(User)
        .set({ totpLastStep: step })
        .where('id = :id AND (totp_last_step IS NULL OR totp_last_step < :step)', { id, step })
        .execute();
      return (result.affected ?? 0) > 0;
    });
  }

  /** Takes a recovery code: true once. */
  async takeRecoveryCode(id: string, hash: string): Promise<boolean> {
    return await this.database.write(async (manager) => {
      if (!this.database.sqlite) await manager.query('LOCK TABLE "users" IN EXCLUSIVE MODE');
      const [raw] = await rawRows(
        manager.createQueryBuilder(User, 'u').where('u.id = :id', { id }),
      );
      const codes = raw ? (readUser(raw)?.recoveryCodes ?? []) : [];
      if (!codes.includes(hash)) return false;
      const recoveryCodes = JSON.stringify(codes.filter((code) => code !== hash));
      await manager.update(User, { id }, { recoveryCodes });
      return true;
    });
  }

  private async findWhere(condition: string, values: object): Promise<UserRow | null> {
    const [row] = await this.database.read((manager) =>
      rawRows(manager.createQueryBuilder(User, 'u').where(condition, values)),
    );
    return row ? readUser(row) : null;
  }
}

async function countOwners(manager: EntityManager): Promise<number> {
  return await manager.count(User, { where: { role: 'owner', enabled: 1 } });
}

function refuseNoOwner(owners: number): void {
  if (owners > 0) return;
  throw new GatewayError('conflict', 'There has to be one owner who can log in');
}

function toColumns(row: UserPatch): Partial<User>;
function toColumns(row: NewUser): User;
function toColumns(row: UserPatch): Partial<User> {
  const { name, email, tenantIds, recoveryCodes, enabled, totpEnabled, ...same } = row;
  return {
    ...same,
    ...(name === undefined ? {} : { name, nameKey: toNameKey(name) }),
    ...(email === undefined ? {} : { email: email === null ? null : toNameKey(email) }),
    ...(tenantIds === undefined ? {} : { tenantIds: JSON.stringify(tenantIds) }),
    ...(recoveryCodes === undefined ? {} : { recoveryCodes: JSON.stringify(recoveryCodes) }),
    ...(enabled === undefined ? {} : { enabled: toFlag(enabled) }),
    ...(totpEnabled === undefined ? {} : { totpEnabled: toFlag(totpEnabled) }),
  };
}
