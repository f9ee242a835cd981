import { Inject, Injectable } from '@nestjs/common';
import type { Configuration, IDToken } from 'openid-client';

import { CLOCK, GatewayError, sha256Hex, type Clock } from '@codegate/kernel';

import { groupsIn } from './role-of.js';
import { isLoopback, type Sso } from './sso-settings.js';

/** What has to be remembered between leaving for the provider and coming back. */
export type AuthRequestState = {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/** Somebody the provider has vouched for. */
export type OidcProfile = {
  readonly issuer: string;
  readonly subject: string;
  /** The best name there is. */
  readonly name: string;
  /** Null when the provider says that it was not verified. */
  readonly email: string | null;
  readonly groups: readonly string[];
};

const timeoutSeconds = 10;
/** Providers change their keys and endpoints; after this time the next login discovers them again. */
const knownMs = 60 * 60_000;

/** Loaded at the first login: most gateways never need it. */
const loadClient = () => import('openid-client');

/** Speaks to the provider: discovery, code flow with PKCE, state and nonce. */
@Injectable()
export class OidcClient {
  private known: { id: string; untilMs: number; provider: Configuration } | null = null;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async begin(
    sso: Sso,
    redirectUri: string,
  ): Promise<{ url: string; authRequest: AuthRequestState }> {
    const client = await loadClient();
    const provider = await this.discover(sso);
    const codeVerifier = client.randomPKCECodeVerifier();
    const departure = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier,
    };
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: sso.scopes,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state: departure.state,
      nonce: departure.nonce,
    });
    return { url: url.href, authRequest: departure };
  }

  /** @param url with which the browser came back */
  async finish(sso: Sso, url: URL, departure: AuthRequestState): Promise<OidcProfile> {
    const client = await loadClient();
    const provider = await this.discover(sso);
    try {
      const tokens = await client.authorizationCodeGrant(provider, url, {
        pkceCodeVerifier: departure.codeVerifier,
        expectedState: departure.state,
        expectedNonce: departure.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The provider sent no ID token');
      const info = await this.moreAbout(claims, sso, provider, tokens.access_token);
      return toProfile({ ...info, ...claims }, sso);
    } catch (error) {
      throw new GatewayError('unauthenticated', 'The provider did not confirm the login', {
        cause: error,
      });
    }
  }

  /** Some providers keep the ID token small and tell the rest when asked. */
  private async moreAbout(
    claims: IDToken,
    sso: Sso,
    provider: Configuration,
    accessToken: string,
  ): Promise<object> {
    const isEnough = groupsIn(claims, sso.groupsClaim).length > 0;
    if (isEnough || provider.serverMetadata().userinfo_endpoint === undefined) return {};
    const client = await loadClient();
    return await client.fetchUserInfo(provider, accessToken, claims.sub);
  }

  private async discover(sso: Sso): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = sso;
    const id = sha256Hex(JSON.stringify([issuer, clientId, clientSecret]));
    if (this.known?.id === id && this.known.untilMs > this.clock.now()) return this.known.provider;
    const client = await loadClient();
    const server = new URL(issuer);
    try {
      const provider = await client.discovery(
        server,
        clientId,
        clientSecret ?? undefined,
        clientSecret === null ? client.None() : undefined,
        {
          timeout: timeoutSeconds,
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- so marked to make people look twice: loopback only
          execute: isLoopback(server.hostname) ? [client.allowInsecureRequests] : [],
        },
      );
      this.known = { id, untilMs: this.clock.now() + knownMs, provider };
      return provider;
    } catch (error) {
      throw new GatewayError(
        'upstream_unavailable',
        'The provider of single sign-on does not answer',
        {
          cause: error,
        },
      );
    }
  }
}

function toProfile(
  claims: Record<string, unknown> & { iss: string; sub: string },
  sso: Sso,
): OidcProfile {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : null);
  const email = claims['email_verified'] === false ? null : text('email');
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: text('preferred_username') ?? email ?? text('name') ?? claims.sub,
    email,
    groups: groupsIn(claims, sso.groupsClaim),
  };
}
