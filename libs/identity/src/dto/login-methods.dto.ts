/** The login methods a login page can offer. */
export class LoginMethodsDto {
  /** Whether the first owner has to be created with the setup link. */
  setupRequired: boolean;
  /** Whether single sign-on is configured. */
  sso: boolean;
}
