import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
} from 'class-validator';

import { flagFromNumber, IsAbsentOr, IsFlag } from '@codegate/dto';

import type { GuardrailMode } from '../engine/index.js';
import { guardrailModes, restorePlaces, type RestorePlace } from '../guard/rules.js';

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
  /** Where its tokens are restored: everywhere, text or arguments (of tool calls). */
  restore: string;
  /** Hosts in whose URLs its tokens are restored although the conversation does not name them. */
  restoreHosts: string[];
  /** tenant, global or default: where enabled and mode come from. */
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

/** At least one setting. Null resets it to the global setting or the default. */
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

  /** Where its tokens are restored: everywhere, only in text, or only in the arguments of tool calls. */
  @IsOptional()
  @IsIn(restorePlaces)
  restore?: RestorePlace | null;

  /** Hosts in whose URLs its tokens are restored although the conversation does not name them; *. stands for subdomains. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @Matches(/^(\*\.)?[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,10}$/, { each: true })
  restoreHosts?: string[] | null;

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
