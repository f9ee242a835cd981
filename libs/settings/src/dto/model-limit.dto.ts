import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';

import { flagFromNumber } from '@codegate/dto';

/** What is known about a model beyond its provider's word; null for what is not. */
export class ReplaceModelLimitDto {
  /** Most output tokens a request may ask for. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  maxOutputTokens?: number | null;

  @Transform(flagFromNumber)
  @IsOptional()
  @IsBoolean()
  supportsToolCalling?: boolean | null;

  @Transform(flagFromNumber)
  @IsOptional()
  @IsBoolean()
  supportsReasoning?: boolean | null;
}

export class ModelLimitDto {
  modelId: string;
  maxOutputTokens: number | null;
  supportsToolCalling: boolean | null;
  supportsReasoning: boolean | null;
}

export class ModelLimitListDto {
  items: ModelLimitDto[];
  total: number;
}
