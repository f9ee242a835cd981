import { IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';

import { Env } from './fields.js';

/** Single sign-on from the environment; with an issuer here, the stored settings are ignored. */
export class OidcConfig {
  @Env('OIDC_ISSUER', 'text', 'Issuer of the OpenID Connect provider people log in with')
  @IsOptional()
  @Matches(/^https?:\/\//, { message: 'must start with https:// (http:// on loopback)' })
  issuer: string | undefined = undefined;

  @Env('OIDC_CLIENT_ID', 'text', 'Client id of the gateway at the provider')
  @IsOptional()
  @IsString()
  clientId: string | undefined = undefined;

  @Env('OIDC_CLIENT_SECRET', 'text', 'Client secret; not set for a public client')
  @IsOptional()
  @IsString()
  clientSecret: string | undefined = undefined;

  @Env('OIDC_SCOPES', 'text', 'Scopes to request from the provider')
  @IsString()
  scopes = 'openid profile email';

  @Env('OIDC_GROUPS_CLAIM', 'text', 'Claim with the groups of a person')
  @IsString()
  groupsClaim = 'groups';

  @Env(
    'OIDC_ROLE_MAP',
    'list',
    'Roles of groups; the first match counts: `cg-admins=admin,staff=viewer`',
  )
  @Matches(/^[^=]+=(owner|admin|operator|viewer)$/, {
    each: true,
    message: 'must be a list of group=role, with a role out of owner, admin, operator, viewer',
  })
  roleMap: string[] = [];

  @Env(
    'OIDC_DEFAULT_ROLE',
    'text',
    'Role of people in none of these groups; without it they are refused',
  )
  @IsOptional()
  @IsIn(['owner', 'admin', 'operator', 'viewer'], {
    message: 'must be owner, admin, operator or viewer',
  })
  defaultRole: string | undefined = undefined;

  @Env(
    'OIDC_ALLOW_PRIVATE_ISSUER',
    'flag',
    'Accept a stored issuer in a private network; default: as ALLOW_PRIVATE_UPSTREAMS. OIDC_ISSUER may always be private',
  )
  @IsOptional()
  @IsBoolean({ message: 'must be true or false' })
  allowPrivateIssuer: boolean | undefined = undefined;
}
