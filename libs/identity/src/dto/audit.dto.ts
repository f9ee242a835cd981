import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, ValidateBy } from 'class-validator';

import type { AuditEventRow } from '@codegate/database';
import { numberFromText } from '@codegate/dto';
import { fromIsoTime, isJsonObject, toIsoTime, tryParseJson } from '@codegate/kernel';

function IsIsoTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isIsoTime',
    validator: {
      validate: (value) => fromIsoTime(value) !== null,
      defaultMessage: () => '$property must be a time as in ISO 8601',
    },
  });
}

export class AuditFilterQuery {
  /** First moment, inclusive. */
  @IsOptional()
  @IsIsoTime()
  from?: string;

  /** Last moment, exclusive. */
  @IsOptional()
  @IsIsoTime()
  to?: string;

  /** An actor's id or name. */
  @IsOptional()
  @MaxLength(200)
  actor?: string;

  /** An action such as `accounts.create`, or its first part. */
  @IsOptional()
  @MaxLength(200)
  action?: string;

  /** The id of what was changed. */
  @IsOptional()
  @MaxLength(200)
  target?: string;

  @ApiPropertyOptional({ enum: ['success', 'failure'] })
  @IsOptional()
  @IsIn(['success', 'failure'])
  outcome?: 'success' | 'failure';
}

export class AuditQuery extends AuditFilterQuery {
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 50;

  /** nextCursor of the page before. */
  @IsOptional()
  @Matches(/^\d{1,15}$/, { message: 'cursor is not one of ours' })
  cursor?: string;
}

export class AuditExportQuery extends AuditFilterQuery {
  @ApiPropertyOptional({ enum: ['jsonl', 'csv'] })
  @IsIn(['jsonl', 'csv'])
  format: 'jsonl' | 'csv' = 'jsonl';
}

/** A place that was noted outside of the gateway; the chain has to lead through it. */
export class AuditVerifyQuery {
  @Transform(numberFromText)
  @IsOptional()
  @IsInt()
  @Min(1)
  seq?: number;

  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'hash must have 64 hexadecimal digits' })
  hash?: string;
}

export class AuditActorDto {
  /** `user`, `token`, `environment` or `nobody`. */
  kind: string;
  id: string | null;
  name: string | null;
}

export class AuditEventDto {
  /** Place in the chain. */
  seq: number;
  at: string | null;
  actor: AuditActorDto;
  action: string;
  targetId: string | null;
  @ApiProperty({ enum: ['success', 'failure'] })
  outcome: 'success' | 'failure';
  /** Why it failed. */
  reason: string | null;
  address: string | null;
  requestId: string | null;
  /** The changed fields as they were; secrets are masked. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: Record<string, unknown> | null;
  /** The changed fields as they are. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after: Record<string, unknown> | null;
  prevHash: string;
  hash: string;
}

export class AuditPageDto {
  items: AuditEventDto[];
  total: number;
  /** Null on the last page. */
  nextCursor: string | null;
}

export class AuditLinkDto {
  seq: number;
  hash: string;
}

export class AuditVerificationDto {
  /** Whether every event is as it was written, none is missing, and none was added. */
  valid: boolean;
  /** Events that were looked at. */
  checked: number;
  /** Where the chain begins: the last event deleted because of its age, or 0. */
  anchor: AuditLinkDto;
  /** Where it ends; worth noting somewhere else. */
  head: AuditLinkDto;
  /** The first event that is wrong. */
  brokenAt: number | null;
  /** What is wrong with it. */
  reason: string | null;
}

export function toAuditEventDto(row: AuditEventRow): AuditEventDto {
  return {
    seq: row.seq,
    at: toIsoTime(row.at),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    targetId: row.targetId,
    outcome: row.outcome,
    reason: row.reason,
    address: row.address,
    requestId: row.requestId,
    before: toObject(row.before),
    after: toObject(row.after),
    prevHash: row.prevHash,
    hash: row.hash,
  };
}

function toObject(json: string | null): Record<string, unknown> | null {
  const value = json === null ? null : tryParseJson(json);
  return isJsonObject(value) ? value : null;
}
