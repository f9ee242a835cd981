import { ApiProperty } from '@nestjs/swagger';
import { IsNumber, IsOptional, Max, Min } from 'class-validator';

import { lowestRate, type ModelPrice } from '@codegate/models';

const maxUsd = 1_000_000;

function IsPrice(): PropertyDecorator {
  const rules = [IsNumber({ maxDecimalPlaces: 9 }), Min(0), Max(maxUsd)];
  return (target, property) => rules.forEach((rule) => rule(target, property));
}

function IsOptionalPrice(): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    IsPrice()(target, property);
  };
}

/** USD per million tokens. */
export class ReplaceModelPriceDto {
  @IsPrice()
  @ApiProperty()
  input: number;

  @IsPrice()
  @ApiProperty()
  output: number;

  /** The input price when absent. The same is true for cacheWrite; cacheWrite1h defaults to cacheWrite. */
  @IsOptionalPrice()
  cacheRead?: number | null;

  @IsOptionalPrice()
  cacheWrite?: number | null;

  @IsOptionalPrice()
  cacheWrite1h?: number | null;

  /** USD per thousand web searches of the provider. */
  @IsOptionalPrice()
  webSearch?: number | null;
}

export class ModelPriceDto {
  /** The model name sent to the provider; `*` for all models without a known price. */
  model: string;
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  cacheWrite1h: number;
  webSearch: number;
  /** `unknown`: requests to this model are recorded without a cost. */
  @ApiProperty({ enum: ['override', 'built-in', 'fallback', 'unknown'] })
  origin: 'override' | 'built-in' | 'fallback' | 'unknown';
}

export class ModelPriceListDto {
  items: ModelPriceDto[];
  total: number;
}

/** For prices with tiers, the first tier. */
export function toModelPriceDto(
  model: string,
  price: ModelPrice | null,
  origin: ModelPriceDto['origin'],
): ModelPriceDto {
  const rate = (name: Exclude<keyof ModelPrice, 'reasoning' | 'request'>) =>
    price ? lowestRate(price[name]) : 0;
  return {
    model,
    input: rate('input'),
    output: rate('output'),
    cacheRead: rate('cacheRead'),
    cacheWrite: rate('cacheWrite'),
    cacheWrite1h: rate('cacheWrite1h'),
    webSearch: rate('webSearch'),
    origin,
  };
}
