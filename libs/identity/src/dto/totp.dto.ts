import { IsString, Length, Matches } from 'class-validator';

import { maxPasswordLength } from '../login/passwords.js';

export class ConfirmPasswordDto {
  /** The current password. */
  @IsString()
  @Length(1, maxPasswordLength)
  password: string;
}

export class TotpCodeDto {
  /** The code of the authenticator. */
  @Matches(/^\d{6}$/, { message: 'code must have six digits' })
  code: string;
}

export class TotpSecretDto {
  /** The secret in base32, for typing it in. */
  secret: string;
  /** The URI to show as a QR code. */
  otpauthUrl: string;
}

/** Each works once, when the authenticator is lost. Shown only once. */
export class RecoveryCodesDto {
  recoveryCodes: string[];
}
