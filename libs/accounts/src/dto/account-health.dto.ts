import { CooldownDto } from './cooldown.dto.js';

/** Requests of the last 60 seconds, and the limit. */
export class RateWindowDto {
  used: number;
  /** 0 is unlimited. */
  limit: number;
  /** Seconds until another request is allowed; 0 when one is allowed now. */
  freeInSeconds: number;
}

/** Cost of the account in the calendar month (UTC). */
export class SpendDto {
  monthUsd: number;
  /** Null: no budget. */
  budgetUsd: number | null;
}

export class AccountHealthDto {
  id: string;
  name: string;
  enabled: boolean;
  /** Whether a request could be sent to the account now. */
  available: boolean;
  /** Why not, in words; null when it is available. */
  reason: string | null;
  status: string;
  lastUsedAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  errorCount: number;
  decryptError: boolean;
  cooldowns: CooldownDto[];
  rateWindow: RateWindowDto;
  spend: SpendDto;
}
