import { Inject, Injectable } from '@nestjs/common';

import { ModelPricesRepository } from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import { CLOCK, GatewayError, toUtcText, type Clock } from '@codegate/kernel';
import { effectivePrice } from '@codegate/models';
import { ChangeFeed } from '@codegate/shared-state';

import {
  toModelPriceDto,
  type ModelPriceDto,
  type ModelPriceListDto,
  type ReplaceModelPriceDto,
} from './dto/model-price.dto.js';
import { toModelPrice, toPriceOverrides } from './price-overrides.js';

const maxModelLength = 300;

/** Prices set by the admin, which replace the built-in data for requests from now on. */
@Injectable()
export class ModelPricesService {
  constructor(
    private readonly prices: ModelPricesRepository,
    private readonly changes: ChangeFeed,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(list: ListQuery): Promise<ModelPriceListDto> {
    const { items, total } = await this.prices.page(list);
    return {
      items: items.map((row) => toModelPriceDto(row.model, toModelPrice(row), 'override')),
      total,
    };
  }

  /** @param provider whose list price is used; without one, the vendor is derived from the model name */
  async get(model: string, provider = 'custom'): Promise<ModelPriceDto> {
    const overrides = toPriceOverrides(await this.prices.list());
    const found = effectivePrice(provider, model, this.clock.now(), overrides);
    return toModelPriceDto(model, found?.price ?? null, found?.origin ?? 'unknown');
  }

  async replace(model: string, dto: ReplaceModelPriceDto): Promise<ModelPriceDto> {
    if (model.trim() === '' || model.length > maxModelLength) {
      throw new GatewayError(
        'invalid_request',
        `The model name must have 1 to ${maxModelLength} characters`,
        { field: 'model' },
      );
    }
    const { input, output } = dto;
    await this.prices.upsert({
      model: model.toLowerCase(),
      input,
      output,
      cacheRead: dto.cacheRead ?? null,
      cacheWrite: dto.cacheWrite ?? null,
      cacheWrite1h: dto.cacheWrite1h ?? null,
      webSearch: dto.webSearch ?? null,
      updatedAt: toUtcText(this.clock.now()),
    });
    await this.changes.applyRecorded();
    return await this.get(model.toLowerCase());
  }

  async delete(model: string): Promise<void> {
    if (!(await this.prices.delete(model.toLowerCase()))) {
      throw new GatewayError('not_found', `There is no price for the model ${model}`);
    }
    await this.changes.applyRecorded();
  }
}
