import type { UserSessionRow } from '@codegate/database';
import { toIsoTime } from '@codegate/kernel';

/** An active session. Its secret is only in the browser. */
export class LoginSessionDto {
  id: string;
  /** Whether it is the session of this request. */
  isCurrent: boolean;
  /** When the user logged in; ISO 8601, UTC. */
  createdAt: string;
  /** When it was last used, to the minute; ISO 8601, UTC. */
  lastSeenAt: string;
  /** When it ends at the latest; it ends earlier when unused for 12 hours. ISO 8601, UTC. */
  expiresAt: string;
  /** The IP address of the login. */
  address: string | null;
  /** The User-Agent header of the login. */
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
