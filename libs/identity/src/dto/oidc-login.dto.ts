import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, MaxLength } from 'class-validator';

export class OidcLoginQuery {
  /** Path on this server to redirect to after the login. */
  @ApiPropertyOptional()
  @MaxLength(1000)
  @Matches(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/, {
    message: 'returnTo must be a path on this server',
  })
  returnTo: string = '/';
}
