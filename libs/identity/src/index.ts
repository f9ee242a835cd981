export { Authenticator } from './authenticator.js';
export { IdentityModule } from './identity.module.js';
export { SessionCookies } from './login/session-cookies.js';
export { SetupService } from './login/setup.service.js';
