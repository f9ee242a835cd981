import { IsString, Length, MaxLength, MinLength } from 'class-validator';

import { longestPassword, shortestPassword } from '../login/passwords.js';

export class ChangePasswordDto {
  @IsString()
  @Length(1, longestPassword)
  currentPassword: string;

  @IsString()
  @MinLength(shortestPassword)
  @MaxLength(longestPassword)
  newPassword: string;
}
