import { Inject, Injectable } from '@nestjs/common';

import { GatewayConfig } from '@codegate/config';
import { AccountsRepository, type AccountRow } from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import { CLOCK, GatewayError, maskSecret, newId, toUtcText, type Clock } from '@codegate/kernel';
import { ACCOUNT_HEALTH, ChangeFeed, type AccountHealth } from '@codegate/shared-state';
import { AccountVault } from '@codegate/vault';

import { checkTogether, emptyFields, toFields, type AccountFields } from './account-rules.js';
import type { AccountListDto } from './dto/account-list.dto.js';
import { toAccountDto, type AccountDto } from './dto/account.dto.js';
import { toCooldownDto } from './dto/cooldown.dto.js';
import type { CreateAccountDto } from './dto/create-account.dto.js';
import type { UpdateAccountDto } from './dto/update-account.dto.js';
import { refuseMovedSecrets } from './kept-secrets.js';

/** After a change of one of these fields, earlier failures are no longer relevant. */
const credentialFields = [
  'apiKeyEnc',
  'refreshTokenEnc',
  'baseUrl',
  'provider',
  'authType',
] as const;

/** Creates, reads, changes and deletes accounts. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly vault: AccountVault,
    private readonly changes: ChangeFeed,
    private readonly config: GatewayConfig,
    @Inject(ACCOUNT_HEALTH) private readonly health: AccountHealth,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(list: ListQuery): Promise<AccountListDto> {
    const { items, total } = await this.accounts.page(list);
    return { items: items.map((row) => this.toDto(row)), total };
  }

  async get(id: string): Promise<AccountDto> {
    return this.toDto(await this.find(id));
  }

  async create(dto: CreateAccountDto): Promise<AccountDto> {
    const id = newId();
    const now = toUtcText(this.clock.now());
    const { name, provider } = dto;
    const fields = { ...emptyFields, ...this.toFields(dto), name, provider };
    checkTogether(fields, new Set(Object.keys(fields)));
    await this.accounts.insert({
      id,
      ...fields,
      lastUsedAt: null,
      lastError: null,
      lastErrorAt: null,
      errorCount: 0,
      status: 'unknown',
      createdAt: now,
      updatedAt: now,
    });
    return await this.changed(id);
  }

  async update(id: string, dto: UpdateAccountDto): Promise<AccountDto> {
    return await this.write(await this.find(id), dto, this.toFields(dto));
  }

  /** Secrets cannot be read back, so a body without them keeps them. */
  async replace(id: string, dto: CreateAccountDto): Promise<AccountDto> {
    const row = await this.find(id);
    const { apiKeyEnc, refreshTokenEnc } = row;
    const fields = { ...emptyFields, apiKeyEnc, refreshTokenEnc, ...this.toFields(dto) };
    return await this.write(row, dto, fields);
  }

  async toggle(id: string): Promise<AccountDto> {
    const row = await this.find(id);
    return await this.update(id, { enabled: !row.enabled });
  }

  async delete(id: string): Promise<void> {
    if (!(await this.accounts.delete(id))) throw notFound(id);
    this.health.clear(id, this.clock.now());
    await this.changes.applyRecorded();
  }

  /** @throws GatewayError `not_found` */
  async find(id: string): Promise<AccountRow> {
    const row = await this.accounts.find(id);
    if (!row) throw notFound(id);
    return row;
  }

  private async write(
    row: AccountRow,
    dto: UpdateAccountDto,
    fields: Partial<AccountFields>,
  ): Promise<AccountDto> {
    this.refuseMasks(row, dto);
    const changed = new Set(Object.keys(fields));
    checkTogether({ ...row, ...fields }, changed);
    refuseMovedSecrets(row, { ...row, ...fields }, dto);
    const isFresh = credentialFields.some(
      (field) => changed.has(field) && fields[field] !== row[field],
    );
    const nowMs = this.clock.now();
    const outcome = { status: 'unknown', lastError: null, lastErrorAt: null, errorCount: 0 };
    const patch = { ...fields, ...(isFresh ? outcome : {}), updatedAt: toUtcText(nowMs) };
    if (!(await this.accounts.update(row.id, patch))) throw notFound(row.id);
    if (isFresh) this.health.clear(row.id, nowMs);
    return await this.changed(row.id);
  }

  private toFields(dto: UpdateAccountDto): Partial<AccountFields> {
    return toFields(dto, this.vault, this.config.allowsPrivateUpstreams);
  }

  /** Refuses a mask as the new secret: a client that sends back what it has read would overwrite the secret. */
  private refuseMasks(row: AccountRow, { apiKey, refreshToken }: UpdateAccountDto): void {
    const stored = this.vault.tryDecrypt(row.apiKeyEnc);
    const mask = 'secret' in stored && stored.secret !== null ? maskSecret(stored.secret) : '***';
    const masked = apiKey === mask ? 'apiKey' : refreshToken === '***' ? 'refreshToken' : undefined;
    if (masked === undefined) return;
    throw new GatewayError('invalid_request', `${masked} is the mask, not the secret itself`, {
      field: masked,
    });
  }

  private async changed(id: string): Promise<AccountDto> {
    await this.changes.applyRecorded();
    return await this.get(id);
  }

  private toDto(row: AccountRow): AccountDto {
    const cooldowns = this.health.cooldownsOf(row.id, this.clock.now());
    return toAccountDto(row, this.vault, cooldowns.map(toCooldownDto));
  }
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no account ${id}`);
}
