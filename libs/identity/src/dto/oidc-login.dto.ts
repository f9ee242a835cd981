import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';

export class OidcLoginQuery {
  /** Path of this server to come back to. */
  @ApiPropertyOptional()
  @MaxLength(1000)
  @Matches(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, {
    message: 'returnTo must be a path of this server',
  })
  returnTo: string = '/';
}
