/** What a login page has to offer. */
export class LoginMethodsDto {
  /** Whether the first owner has yet to be made, with the link of the banner. */
  setupRequired: boolean;
  /** Whether single sign-on is set up. */
  sso: boolean;
}
