import type { UserSessionRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

/** A login that is still good. Its secret is in the browser only. */
export class LoginSessionDto {
  id: string;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
  /** When somebody logged in; ISO 8601, UTC. */
  createdAt: string;
  /** When it was last used, to the minute; ISO 8601, UTC. */
  lastSeenAt: string;
  /** When it ends however much it is used; unused for 12 hours it ends earlier. ISO 8601, UTC. */
  expiresAt: string;
  /** Where somebody logged in from. */
  address: string | null;
  /** What the browser said it is. */
  userAgent: string | null;
}

export class LoginSessionListDto {
  items: LoginSessionDto[];
  total: number;
}

export type LoginSessionFacts = Omit<LoginSessionDto, 'isCurrent'>;

export function toLoginSessionDto(row: UserSessionRow, currentId: string | null): LoginSessionDto {
  return { ...factsOf(row), isCurrent: row.id === currentId };
}

export function factsOf(row: UserSessionRow): LoginSessionFacts {
  return {
    id: row.id,
    createdAt: toIsoTime(row.createdAt) ?? '',
    lastSeenAt: toIsoTime(row.lastSeenAt) ?? '',
    expiresAt: toIsoTime(row.expiresAt) ?? '',
    address: row.address,
    userAgent: row.userAgent,
  };
}
