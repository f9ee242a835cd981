import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';

import { flagFromNumber, IsAbsentOr, IsFlag } from '@codegate/dto';

import type { GuardrailMode } from '../engine/index.js';
import { guardrailModes } from '../guard/rules.js';

/** Finds of a guardrail, since the last reset. */
export class GuardrailCountsDto {
  /** Values replaced by tokens. */
  anonymized: number;
  /** Values that were counted and let pass. */
  reported: number;
  /** Values because of which a request was not sent. */
  blocked: number;
}

export class GuardrailDto {
  id: string;
  name: string;
  description: string;
  /** credentials, pii, financial or network; custom for rules of this installation. */
  category: string;
  /** Whether it is at work while the master switch is on. */
  enabled: boolean;
  /** anonymize, block or report. */
  mode: string;
  /** tenant, global or default: where the setting comes from. */
  origin: string;
  /** All finds, whatever became of them. */
  detectionCount: number;
  counts: GuardrailCountsDto;
}

export class GuardrailListDto {
  items: GuardrailDto[];
  total: number;
}

export class GuardrailsQuery {
  /** Show what is in force for this tenant. */
  @IsAbsentOr(IsString())
  tenantId?: string;
}

/** At least one of enabled and mode. */
export class UpdateGuardrailDto {
  /** Null goes back to what is set for everybody, or to the default. */
  @Transform(flagFromNumber)
  @IsOptional()
  @IsBoolean()
  enabled?: boolean | null;

  /** anonymize puts tokens in place, block refuses the request, report only counts. */
  @IsOptional()
  @IsIn(guardrailModes)
  mode?: GuardrailMode | null;

  /** Set it for this tenant only. */
  @IsAbsentOr(IsString())
  tenantId?: string;

  /** Conversations under way take it over too, although that costs them their prompt cache. */
  @IsAbsentOr(IsFlag())
  applyToRunning?: boolean;
}

export class TestGuardrailsDto {
  /** Text to try the guardrails on; it is not kept. */
  @IsString()
  @Length(0, 200_000)
  text: string;

  /** Only these guardrails; all that are enabled when absent. */
  @IsAbsentOr(IsString({ each: true }))
  categories?: string[];
}

export class DetectionDto {
  category: string;
  /** First character of the value in the text. */
  start: number;
  /** Character after the value. */
  end: number;
  /** The token in its place; null when the guardrail only reports or blocks. */
  replacement: string | null;
}

export class TestResultDto {
  anonymized: string;
  /** The anonymized text with its values put back. */
  restored: string;
  detections: DetectionDto[];
  /** Categories because of which a request with this text would not be sent. */
  blocked: string[];
}
