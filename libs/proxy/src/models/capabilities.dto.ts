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
  /** Name of the capability, for example maxOutputTokens. */
  name: string;
  /** The value; null when unknown. */
  value: unknown;
  /** admin, provider (its live list), table (our own data), or default (the model is unknown). */
  source: string;
  /** When the source was last updated; null when unknown. */
  asOf: string | null;
}

export class ModelPriceDto {
  /** USD per million input tokens, in the lowest tier; null when unknown. */
  inputPerMillion: number | null;
  /** USD per million output tokens, in the lowest tier; null when unknown. */
  outputPerMillion: number | null;
  /** Source of the prices. */
  source: string;
  /** Date of the price data. */
  asOf: string;
}

export class RefusedFieldDto {
  provider: string;
  /** Origin of the upstream that refused it. */
  origin: string;
  model: string;
  /** The field; a dot separates nested fields. */
  field: string;
  /** The name that is sent instead; null when the field is removed. */
  renamedTo: string | null;
  /** The beginning of the upstream's message. */
  message: string;
  /** `tenant`: applied to the tenant that met the refusal; `all`: a second tenant has met it, too. */
  scope: string;
  /** The tenant that met it first; null for requests without a tenant. */
  tenantId: string | null;
  /** Since when the field is not sent. */
  since: string;
  /** When the field is sent again, unless the upstream refuses it once more. */
  expiresAt: string;
  /** Number of requests it was removed from. */
  applied: number;
}

export class CapabilitiesDto {
  model: string;
  /** Whether the model is in the built-in data or a model list; otherwise the values are safe defaults. */
  isKnown: boolean;
  values: CapabilityValueDto[];
  price: ModelPriceDto;
  /** Fields that upstreams have refused for this model. */
  refused: RefusedFieldDto[];
}

export class RefusedFieldListDto {
  items: RefusedFieldDto[];
  total: number;
}
