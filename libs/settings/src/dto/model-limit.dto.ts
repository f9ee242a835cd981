import { IsBoolean, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';

import { flagFromNumber } from '@codegate/dto';

/** Limits of a model set by the admin; null where none is set. */
export class ReplaceModelLimitDto {
  /** Maximum number of output tokens of a request. */
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
