import { IsOptional, IsString, Length } from 'class-validator';

import { maxPasswordLength } from '../login/passwords.js';

/** Who logs in. A name or an e-mail address has to be there. */
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

  /** The six digits of the authenticator, or a recovery code; needed when the account asks for them. */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  code?: string;
}
