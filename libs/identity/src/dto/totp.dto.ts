import { IsString, Length, Matches } from 'class-validator';

import { maxPasswordLength } from '../login/passwords.js';

export class ConfirmPasswordDto {
  /** The own password, again. */
  @IsString()
  @Length(1, maxPasswordLength)
  password: string;
}

export class TotpCodeDto {
  /** What the authenticator shows. */
  @Matches(/^\d{6}$/, { message: 'code must have six digits' })
  code: string;
}

export class TotpSecretDto {
  /** In base32, to be typed. */
  secret: string;
  /** To be shown as a QR code. */
  otpauthUrl: string;
}

/** Each opens once, when the authenticator is lost. Shown this once. */
export class RecoveryCodesDto {
  recoveryCodes: string[];
}
