import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, GatewayError, type Clock } from '@codegate/kernel';
import {
  capabilitiesOf,
  capabilityDataDate,
  lowestRate,
  priceDataDate,
  priceOf,
} from '@codegate/models';

import { Directory } from '../directory/directory.js';
import { UnsupportedFields, type RefusedField } from '../pipeline/adapt/unsupported-fields.js';
import type {
  CapabilitiesDto,
  CapabilitiesQuery,
  CapabilityValueDto,
  RefusedFieldDto,
} from './capabilities.dto.js';
import { LiveModels } from './live-models.js';

/** The capabilities and prices of a model, and the source of each value. */
@Injectable()
export class CapabilitiesService {
  constructor(
    private readonly directory: Directory,
    private readonly liveModels: LiveModels,
    private readonly refusedFields: UnsupportedFields,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  describe({ model, accountId }: CapabilitiesQuery): CapabilitiesDto {
    const snapshot = this.directory.current();
    const account = accountId === undefined ? undefined : snapshot.accounts.get(accountId);
    if (accountId !== undefined && !account) {
      throw new GatewayError('not_found', `There is no account ${accountId}`);
    }
    const { capabilities, isKnown } = capabilitiesOf(model);
    const overlay =
      accountId === undefined ? undefined : this.liveModels.overlayOf(accountId, model);
    const fetchedAt = accountId === undefined ? null : this.liveModels.fetchedAt(accountId);
    const table = isKnown ? 'table' : 'default';
    const values = Object.entries({ ...capabilities, ...overlay })
      .filter(([name]) => name !== 'match')
      .map(([name, value]): CapabilityValueDto => {
        const isLive = overlay !== undefined && Object.hasOwn(overlay, name);
        return isLive
          ? { name, value, source: 'provider', asOf: fetchedAt }
          : { name, value, source: table, asOf: isKnown ? capabilityDataDate : null };
      });
    const limit = snapshot.outputLimits.get(model);
    const price = priceOf(account?.provider ?? 'custom', model, this.clock.now());
    return {
      model,
      isKnown: isKnown || overlay !== undefined,
      values: limit === undefined ? values : withAdminLimit(values, limit),
      price: {
        inputPerMillion: price && lowestRate(price.input),
        outputPerMillion: price && lowestRate(price.output),
        source: '@pydantic/genai-prices',
        asOf: priceDataDate,
      },
      refused: this.refused().filter((each) => each.model === model),
    };
  }

  refused(): RefusedFieldDto[] {
    return this.refusedFields.list(this.clock.now()).map(toDto);
  }

  forgetRefused(): void {
    this.refusedFields.clear();
  }
}

function withAdminLimit(values: CapabilityValueDto[], limit: number): CapabilityValueDto[] {
  return values.map((each) =>
    each.name === 'maxOutputTokens'
      ? { name: each.name, value: limit, source: 'admin', asOf: null }
      : each,
  );
}

function toDto({ sinceMs, expiresAtMs, isShared, ...field }: RefusedField): RefusedFieldDto {
  return {
    ...field,
    scope: isShared ? 'all' : 'tenant',
    since: new Date(sinceMs).toISOString(),
    expiresAt: new Date(expiresAtMs).toISOString(),
  };
}
