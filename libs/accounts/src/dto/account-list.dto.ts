import { AccountDto } from './account.dto.js';

export class AccountListDto {
  items: AccountDto[];
  /** Number of accounts. */
  total: number;
}
