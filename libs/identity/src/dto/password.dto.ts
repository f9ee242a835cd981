import { IsString, Length, MaxLength, MinLength } from 'class-validator';

import { maxPasswordLength, minPasswordLength } from '../login/passwords.js';

export class ChangePasswordDto {
  @IsString()
  @Length(1, maxPasswordLength)
  currentPassword: string;

  @IsString()
  @MinLength(minPasswordLength)
  @MaxLength(maxPasswordLength)
  newPassword: string;
}
