import { IsOptional, IsString, Length } from 'class-validator';

import { maxPasswordLength } from '../login/passwords.js';

/** Credentials of a user. A name or an e-mail address is required. */
export class LoginDto {
  @IsOptional()
  @IsString()
  @Length(1, 200)
  name?: string;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  email?: string;

  @IsString()
  @Length(1, maxPasswordLength)
  password: string;

  /** The six-digit code of the authenticator, or a recovery code; required when the user has a second factor. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  code?: string;
}
