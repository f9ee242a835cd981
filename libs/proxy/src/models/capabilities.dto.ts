import { IsString, Length } from 'class-validator';

import { IsAbsentOr } from '@codegate/dto';

export class CapabilitiesQuery {
  /** Name of the model. */
  @IsString()
  @Length(1, 200)
  model: string;

  /** An account; its live model list and the fields its upstream refused are taken into account. */
  @IsAbsentOr(IsString())
  accountId?: string;
}

export class CapabilityValueDto {
  /** What the value is about, for example maxOutputTokens. */
  name: string;
  /** The value; null when it is not known. */
  value: unknown;
  /** admin, provider (its live list), table (our own data), or default (the model is unknown). */
  source: string;
  /** When the source was last brought up to date; null when that is not known. */
  asOf: string | null;
}

export class ModelPriceDto {
  /** USD for a million input tokens, at the lowest step; null when the price is not known. */
  inputPerMillion: number | null;
  /** USD for a million output tokens, at the lowest step; null when the price is not known. */
  outputPerMillion: number | null;
  /** Where prices come from. */
  source: string;
  /** When the price data was made. */
  asOf: string;
}

export class RefusedFieldDto {
  provider: string;
  /** Host that refused. */
  origin: string;
  model: string;
  /** The field, with a dot before an inner one. */
  field: string;
  /** Its new name, when it is renamed rather than left out. */
  renamedTo: string | null;
  /** The message of the upstream. */
  message: string;
  /** Since when the field is left out; after a day it is tried again. */
  since: string;
  /** How often it was left out. */
  applied: number;
}

export class CapabilitiesDto {
  model: string;
  /** Whether the table or a provider knows the model; otherwise the values are safe defaults. */
  isKnown: boolean;
  values: CapabilityValueDto[];
  price: ModelPriceDto;
  /** Fields this model's upstreams refused. */
  refused: RefusedFieldDto[];
}

export class RefusedFieldListDto {
  items: RefusedFieldDto[];
  total: number;
}
