import { Inject, Injectable } from '@nestjs/common';

import {
  AccountsRepository,
  ConfigsRepository,
  type ConfigPatch,
  type ConfigRow,
  type NewConfigTier,
} from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import { CLOCK, GatewayError, newId, toUtcText, type Clock } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';

import type { NewConfigTierDto } from './dto/config-tier.dto.js';
import { toConfigDto, type ConfigDto, type ConfigListDto } from './dto/config.dto.js';
import type { CreateConfigDto } from './dto/create-config.dto.js';
import type { UpdateConfigDto } from './dto/update-config.dto.js';

/** Routing configs of the admin API. */
@Injectable()
export class RoutingConfigsService {
  constructor(
    private readonly configs: ConfigsRepository,
    private readonly accounts: AccountsRepository,
    private readonly changes: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(list: ListQuery): Promise<ConfigListDto> {
    const { items, total } = await this.configs.page(list);
    return { items: items.map(toConfigDto), total };
  }

  async get(id: string): Promise<ConfigDto> {
    return toConfigDto(await this.find(id));
  }

  async create(dto: CreateConfigDto): Promise<ConfigDto> {
    const tiers = await this.toTiers(dto.tiers ?? []);
    const isActive = dto.isActive ?? !(await this.hasActive());
    const id = newId();
    const row = {
      id,
      name: dto.name,
      description: dto.description ?? null,
      isActive,
      routingStrategy: dto.routingStrategy ?? 'priority',
      createdAt: toUtcText(this.clock.now()),
    };
    await this.configs.insert(row, tiers);
    return await this.changed(id);
  }

  async update(id: string, dto: UpdateConfigDto): Promise<ConfigDto> {
    const { name, description, routingStrategy, isActive } = dto;
    const row = await this.find(id);
    if (isActive === false && row.isActive) {
      throw new GatewayError('conflict', 'Activate another config instead', { field: 'isActive' });
    }
    const tiers = dto.tiers && (await this.toTiers(dto.tiers));
    const patch: ConfigPatch = {
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      ...(routingStrategy === undefined ? {} : { routingStrategy }),
    };
    if (!(await this.configs.update(id, patch, tiers))) throw notFound(id);
    if (isActive === true && !row.isActive) await this.configs.activate(id);
    return await this.changed(id);
  }

  /** Whether the config is active stays as it is unless the body says so. */
  async replace(id: string, dto: CreateConfigDto): Promise<ConfigDto> {
    const empty: UpdateConfigDto = { description: null, routingStrategy: 'priority', tiers: [] };
    return await this.update(id, Object.assign(empty, dto));
  }

  async replaceTiers(id: string, tiers: readonly NewConfigTierDto[]): Promise<ConfigDto> {
    await this.find(id);
    if (!(await this.configs.replaceTiers(id, await this.toTiers(tiers)))) throw notFound(id);
    return await this.changed(id);
  }

  async activate(id: string): Promise<ConfigDto> {
    if (!(await this.configs.activate(id))) throw notFound(id);
    return await this.changed(id);
  }

  /** Tenants that used it fall back to the active config. */
  async delete(id: string): Promise<void> {
    if (!(await this.configs.delete(id))) throw notFound(id);
    await this.changes.applyRecorded();
  }

  private async find(id: string): Promise<ConfigRow> {
    const row = await this.configs.find(id);
    if (!row) throw notFound(id);
    return row;
  }

  private async hasActive(): Promise<boolean> {
    return (await this.configs.activeId()) !== null;
  }

  private async toTiers(tiers: readonly NewConfigTierDto[]): Promise<NewConfigTier[]> {
    const known = new Set((await this.accounts.list()).map(({ id }) => id));
    return tiers.map(({ tier, accountId, priority, targetModel }, index) => {
      if (!known.has(accountId)) {
        const field = `tiers[${index}].accountId`;
        throw new GatewayError('invalid_request', `There is no account ${accountId}`, { field });
      }
      const model = targetModel ?? null;
      return { id: newId(), tier, accountId, priority: priority ?? 0, targetModel: model };
    });
  }

  private async changed(id: string): Promise<ConfigDto> {
    await this.changes.applyRecorded();
    return await this.get(id);
  }
}

function notFound(id: string): GatewayError {
  return new GatewayError('not_found', `There is no config ${id}`);
}
