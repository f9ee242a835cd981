import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { flagFromNumber, IsAbsentOr, IsFlag } from '@codegate/dto';

import type { GuardrailMode } from '../engine/index.js';
import { guardrailModes } from '../guard/rules.js';

/** Detections of a guardrail since the last reset. */
export class GuardrailCountsDto {
  /** Values replaced by tokens. */
  anonymized: number;
  /** Values that were counted but not replaced. */
  reported: number;
  /** Values because of which a request was not sent. */
  blocked: number;
}

export class GuardrailDto {
  id: string;
  name: string;
  description: string;
  /** credentials, pii, financial or network; custom for custom guardrails. */
  category: string;
  /** Whether it is active while the master switch is on. */
  enabled: boolean;
  /** anonymize, block or report. */
  mode: string;
  /** tenant, global or default: where the setting comes from. */
  origin: string;
  /** All detections, in all modes. */
  detectionCount: number;
  counts: GuardrailCountsDto;
}

export class GuardrailListDto {
  items: GuardrailDto[];
  total: number;
}

export class GuardrailsQuery {
  /** Shows the settings in force for this tenant. */
  @IsAbsentOr(IsString())
  tenantId?: string;
}

/** At least one of enabled and mode. */
export class UpdateGuardrailDto {
  /** Null resets it to the global setting or the default. */
  @Transform(flagFromNumber)
  @IsOptional()
  @IsBoolean()
  enabled?: boolean | null;

  /** anonymize replaces values by tokens, block rejects the request, report only counts. */
  @IsOptional()
  @IsIn(guardrailModes)
  mode?: GuardrailMode | null;

  /** Changes it for this tenant only. */
  @IsAbsentOr(IsString())
  tenantId?: string;

  /** Whether a weaker setting applies to running conversations, too; a stricter one always does. */
  @IsAbsentOr(IsFlag())
  applyToRunning?: boolean;
}

export class TestGuardrailsDto {
  /** Text to which the guardrails are applied; it is not stored. */
  @IsString()
  @Length(0, 200_000)
  text: string;

  /** Only these guardrails; by default all that are enabled. */
  @IsAbsentOr(IsString({ each: true }))
  categories?: string[];
}

export class DetectionDto {
  category: string;
  /** Offset of the first character of the value in the text. */
  start: number;
  /** Offset after the last character of the value. */
  end: number;
  /** The token that replaces the value; null when the guardrail only reports or blocks. */
  replacement: string | null;
}

export class TestResultDto {
  anonymized: string;
  /** The anonymized text with its values restored. */
  restored: string;
  detections: DetectionDto[];
  /** Categories because of which a request with this text would not be sent. */
  blocked: string[];
}
