import { Injectable } from '@nestjs/common';

import { type Actor, environmentActor } from '@codegate/access';
import { GatewayConfig } from '@codegate/config';
import { UsersRepository } from '@codegate/database';
import { equalSecrets } from '@codegate/kernel';

import { SessionsService, sessionPrefix } from './login/sessions.service.js';
import { toUserActor } from './actor-of.js';
import { ApiTokenVerifier } from './tokens/api-token-verifier.js';

export type SessionLogin = { readonly actor: Actor; readonly wasRenewed: boolean };

/** Finds the actor of a credential. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly config: GatewayConfig,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly tokens: ApiTokenVerifier,
  ) {}

  /** @param secret ADMIN_TOKEN, an API token or the secret of a session */
  async byBearer(secret: string): Promise<Actor | null> {
    const { adminToken } = this.config.admin;
    if (adminToken !== undefined && equalSecrets(secret, adminToken)) return environmentActor;
    if (secret.startsWith(sessionPrefix)) return (await this.bySession(secret))?.actor ?? null;
    return await this.tokens.actorOf(secret);
  }

  async bySession(secret: string): Promise<SessionLogin | null> {
    const session = await this.sessions.use(secret);
    const user = session && (await this.users.find(session.row.userId));
    const actor = user && toUserActor(user, session.row.id);
    return actor ? { actor, wasRenewed: session.wasRenewed } : null;
  }
}
