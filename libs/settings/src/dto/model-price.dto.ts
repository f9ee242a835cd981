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

/** US dollars for a million tokens. */
export class ReplaceModelPriceDto {
  @IsPrice()
  @ApiProperty()
  input: number;

  @IsPrice()
  @ApiProperty()
  output: number;

  /** As fresh input when absent, as are cacheWrite and, after that, cacheWrite1h. */
  @IsOptionalPrice()
  cacheRead?: number | null;

  @IsOptionalPrice()
  cacheWrite?: number | null;

  @IsOptionalPrice()
  cacheWrite1h?: number | null;

  /** For a thousand searches the provider runs. */
  @IsOptionalPrice()
  webSearch?: number | null;
}

export class ModelPriceDto {
  /** The model as the provider is asked for it; `*` stands for models whose price is not known. */
  model: string;
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  cacheWrite1h: number;
  webSearch: number;
  /** `unknown`: requests to this model have no cost. */
  @ApiProperty({ enum: ['override', 'built-in', 'fallback', 'unknown'] })
  origin: 'override' | 'built-in' | 'fallback' | 'unknown';
}

export class ModelPriceListDto {
  items: ModelPriceDto[];
  total: number;
}

/** Of prices with steps, the first. */
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
