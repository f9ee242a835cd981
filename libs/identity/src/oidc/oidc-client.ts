import { Inject, Injectable } from '@nestjs/common';
import type { Configuration, IDToken } from 'openid-client';

import { CLOCK, GatewayError, sha256Hex, type Clock } from '@codegate/kernel';
import { guardedFetch } from '@codegate/outbound-http';

import { groupsIn } from './role-of.js';
import { isLoopback, type Sso } from './sso-settings.js';

/** The values of the authorization request that are needed to check the callback. */
export type AuthRequestState = {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
};

/** A user authenticated by the provider. */
export type OidcProfile = {
  readonly issuer: string;
  readonly subject: string;
  /** The best available name. */
  readonly name: string;
  /** Null when the provider has not verified it. */
  readonly email: string | null;
  readonly groups: readonly string[];
};

const timeoutSeconds = 10;
/** Providers change their keys and endpoints; after this time the next login discovers them again. */
const knownMs = 60 * 60_000;
/** After a failure, the provider is not requested again for this time. */
const failedMs = 5_000;

/** Loaded at the first login: most gateways never need it. */
const loadClient = () => import('openid-client');

/** OpenID Connect client: discovery, authorization code flow with PKCE, state and nonce. */
@Injectable()
export class OidcClient {
  private known: { id: string; untilMs: number; provider: Promise<Configuration> } | null = null;

  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  async begin(
    sso: Sso,
    redirectUri: string,
  ): Promise<{ url: string; authRequest: AuthRequestState }> {
    const client = await loadClient();
    const provider = await this.discover(sso);
    const codeVerifier = client.randomPKCECodeVerifier();
    const authRequest = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      codeVerifier,
    };
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: sso.scopes,
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state: authRequest.state,
      nonce: authRequest.nonce,
    });
    return { url: url.href, authRequest: authRequest };
  }

  /** @param url the callback URL of the browser */
  async finish(sso: Sso, url: URL, authRequest: AuthRequestState): Promise<OidcProfile> {
    const client = await loadClient();
    const provider = await this.discover(sso);
    try {
      const tokens = await client.authorizationCodeGrant(provider, url, {
        pkceCodeVerifier: authRequest.codeVerifier,
        expectedState: authRequest.state,
        expectedNonce: authRequest.nonce,
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

  /** Some providers put only few claims into the ID token; the others are at the userinfo endpoint. */
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

  /** The provider's metadata; one request at a time, and none soon after a failure: anybody may begin a login. */
  private async discover(sso: Sso): Promise<Configuration> {
    const { issuer, clientId, clientSecret } = sso;
    const id = sha256Hex(JSON.stringify([issuer, clientId, clientSecret]));
    if (this.known?.id !== id || this.known.untilMs <= this.clock.now()) {
      const known = { id, untilMs: Infinity, provider: this.request(sso) };
      this.known = known;
      known.provider.then(
        () => (known.untilMs = this.clock.now() + knownMs),
        () => (known.untilMs = this.clock.now() + failedMs),
      );
    }
    return await this.known.provider;
  }

  private async request(sso: Sso): Promise<Configuration> {
    const { issuer, clientId, clientSecret, allowsPrivate } = sso;
    const client = await loadClient();
    const server = new URL(issuer);
    try {
      return await client.discovery(
        server,
        clientId,
        clientSecret ?? undefined,
        clientSecret === null ? client.None() : undefined,
        {
          timeout: timeoutSeconds,
          // The provider's metadata names further addresses, which are checked, too.
          [client.customFetch]: guardedFetch(allowsPrivate),
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so as a warning; used for loopback only
          execute: isLoopback(server.hostname) ? [client.allowInsecureRequests] : [],
        },
      );
    } catch (error) {
      throw new GatewayError(
        'upstream_unavailable',
        'The single sign-on provider does not respond',
        { cause: error },
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
