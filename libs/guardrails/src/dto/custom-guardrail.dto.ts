import { ArrayMaxSize, IsArray, IsIn, IsString, Length, Matches } from 'class-validator';

import { IsAbsentOr, IsFlag } from '@codegate/dto';

import type { GuardrailMode } from '../engine/index.js';
import { guardrailModes } from '../guard/rules.js';

const maxWords = 1_000;

/** A rule of this installation: a pattern, or a list of words. */
export class CreateCustomGuardrailDto {
  /** Display name. */
  @IsString()
  @Length(1, 100)
  name: string;

  /** Name in statistics and error messages: lower-case letters, digits and underscores. */
  @Matches(/^[a-z][a-z0-9_]{1,39}$/, {
    message: 'category must be 2 to 40 lower-case letters, digits and underscores',
  })
  category: string;

  /** Regular expression in RE2 syntax, which always takes linear time. */
  @IsAbsentOr(IsString(), Length(1, 1_000))
  pattern?: string;

  /** Words or phrases, found in any case. */
  @IsAbsentOr(IsArray(), ArrayMaxSize(maxWords), IsString({ each: true }))
  words?: string[];

  /** anonymize, block or report. */
  @IsAbsentOr(IsIn(guardrailModes))
  mode?: GuardrailMode;

  @IsAbsentOr(IsFlag())
  enabled?: boolean;
}

export class CustomGuardrailDto {
  id: string;
  name: string;
  category: string;
  /** Null for a list of words. */
  pattern: string | null;
  /** Null for a pattern. */
  words: string[] | null;
  mode: string;
  enabled: boolean;
}

export class CustomGuardrailListDto {
  items: CustomGuardrailDto[];
  total: number;
}
