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
      defaultMessage: () => '$property must be an ISO 8601 time',
    },
  });
}

export class AuditFilterQuery {
  /** Start of the time range, inclusive. */
  @IsOptional()
  @IsIsoTime()
  from?: string;

  /** End of the time range, exclusive. */
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

  /** The id of the changed resource. */
  @IsOptional()
  @MaxLength(200)
  target?: string;

  @ApiPropertyOptional({ enum: ['success', 'failure'] })
  @IsOptional()
  @IsIn(['success', 'failure'])
  outcome?: 'success' | 'failure';
}

const limitMessage = { message: 'limit must be a whole number from 1 to 500' };

export class AuditQuery extends AuditFilterQuery {
  @ApiPropertyOptional()
  @Transform(numberFromText)
  @IsInt(limitMessage)
  @Min(1, limitMessage)
  @Max(500, limitMessage)
  limit: number = 50;

  /** The nextCursor of the previous page. */
  @IsOptional()
  @Matches(/^\d{1,15}$/, { message: 'cursor is not valid' })
  cursor?: string;
}

export class AuditExportQuery extends AuditFilterQuery {
  @ApiPropertyOptional({ enum: ['jsonl', 'csv'] })
  @IsIn(['jsonl', 'csv'])
  format: 'jsonl' | 'csv' = 'jsonl';
}

/** The number of an event that was saved outside of the gateway; the chain has to contain it. */
export class AuditVerifyQuery {
  @Transform(numberFromText)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
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
  /** Number of the event in the chain. */
  seq: number;
  at: string | null;
  actor: AuditActorDto;
  action: string;
  targetId: string | null;
  @ApiProperty({ enum: ['success', 'failure'] })
  outcome: 'success' | 'failure';
  /** Error code; null for a success. */
  reason: string | null;
  address: string | null;
  requestId: string | null;
  /** The changed fields before the change; secrets are masked. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before: Record<string, unknown> | null;
  /** The changed fields after the change; secrets are masked. */
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
  /** Whether every event is unchanged, none is missing, and none was added. */
  valid: boolean;
  /** Number of events that were verified. */
  checked: number;
  /** Number of the last event that was deleted because of its age, or 0: the chain begins after it. */
  anchor: AuditLinkDto;
  /** The last event; save it outside of the gateway to detect deleted events later. */
  head: AuditLinkDto;
  /** The number of the first invalid event. */
  brokenAt: number | null;
  /** Why it is invalid. */
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
