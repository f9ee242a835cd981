import { IsEmail, IsOptional, IsString, Length, MaxLength, MinLength } from 'class-validator';

import { IsAbsentOr, IsName } from '@codegate/dto';

import { maxPasswordLength, minPasswordLength } from '../login/passwords.js';

/** The first owner. A name or an e-mail address is required. */
export class SetupDto {
  /** The value after `#token=` in the setup link. */
  @IsString()
  @Length(1, 200)
  token: string;

  @IsAbsentOr(IsName())
  name?: string;

  @IsOptional()
  @IsEmail()
  @MaxLength(200)
  email?: string | null;

  @IsString()
  @MinLength(minPasswordLength)
  @MaxLength(maxPasswordLength)
  password: string;
}
