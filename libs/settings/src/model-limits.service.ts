import { Injectable } from '@nestjs/common';

import { ModelLimitsRepository } from '@codegate/database';
import type { ListQuery } from '@codegate/dto';
import { GatewayError } from '@codegate/kernel';
import { ChangeFeed } from '@codegate/shared-state';

import type {
  ModelLimitDto,
  ModelLimitListDto,
  ReplaceModelLimitDto,
} from './dto/model-limit.dto.js';

const maxModelIdLength = 300;

/** Limits of models set by the admin, which replace the built-in data. */
@Injectable()
export class ModelLimitsService {
  constructor(
    private readonly limits: ModelLimitsRepository,
    private readonly changes: ChangeFeed,
  ) {}

  async list(list: ListQuery): Promise<ModelLimitListDto> {
    const { items, total } = await this.limits.page(list);
    return { items: items.map((row) => ({ ...row })), total };
  }

  async get(modelId: string): Promise<ModelLimitDto> {
    const row = await this.limits.find(modelId);
    if (!row) throw notFound(modelId);
    return { ...row };
  }

  async replace(modelId: string, dto: ReplaceModelLimitDto): Promise<ModelLimitDto> {
    if (modelId.trim() === '' || modelId.length > maxModelIdLength) {
      throw new GatewayError(
        'invalid_request',
        `The model name must have 1 to ${maxModelIdLength} characters`,
        { field: 'modelId' },
      );
    }
    const { maxOutputTokens = null, supportsToolCalling = null, supportsReasoning = null } = dto;
    const known = { maxOutputTokens, supportsToolCalling, supportsReasoning };
    // An entry without a limit has no meaning; DELETE removes an entry.
    if (Object.values(known).every((value) => value === null)) {
      const message = `One of ${Object.keys(known).join(', ')} is required`;
      throw new GatewayError('invalid_request', message, { field: 'maxOutputTokens' });
    }
    await this.limits.upsert({ modelId, ...known });
    await this.changes.applyRecorded();
    return await this.get(modelId);
  }

  async delete(modelId: string): Promise<void> {
    if (!(await this.limits.delete(modelId))) throw notFound(modelId);
    await this.changes.applyRecorded();
  }
}

function notFound(modelId: string): GatewayError {
  return new GatewayError('not_found', `There is no limit for the model ${modelId}`);
}
